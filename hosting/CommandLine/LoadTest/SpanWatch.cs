using Parity.Load;

namespace Parity.CommandLine;

/// <summary>Looks at the spans of the local system during a run: the dashboard keeps only the newest, so what was normal is asked for before the rush.</summary>
internal sealed class SpanWatch(LocalSystem system) : IDisposable
{
    private const int Every = 10;
    private const int First = 4;
    private const int Spans = 2000;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly List<Task<SpanSample?>> looks = [];

    public void Look(int second, CancellationToken cancellation)
    {
        if (second % Every == First) looks.Add(Task.Run(() => FetchAsync(second, cancellation), CancellationToken.None));
    }

    /// <summary>What grew; why it cannot be told; empty where no dashboard runs here.</summary>
    public async Task<string> BottleneckAsync(IReadOnlyList<Moment> timeline, CancellationToken cancellation)
    {
        if (system.Dashboard() is not var (dashboard, _)) return "";
        // Spans of the last seconds arrive a little later.
        await Task.Delay(TimeSpan.FromSeconds(2), cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        looks.Add(FetchAsync(timeline.Count - 1, CancellationToken.None));
        var samples = (await Task.WhenAll(looks).ConfigureAwait(false)).OfType<SpanSample>().ToList();
        return Bottleneck.Of(samples, timeline) is { } found ? found.ToText(dashboard) : "The traces show no span that grew.";
    }

    public void Dispose() => http.Dispose();

    private async Task<SpanSample?> FetchAsync(int second, CancellationToken cancellation)
    {
        if (system.Dashboard() is not var (dashboard, key)) return null;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(dashboard, $"/api/telemetry/spans?limit={Spans}"));
            request.Headers.Add("X-API-Key", key);
            using var response = await http.SendAsync(request, cancellation).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? SpanSample.Read(second, await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false)) : null;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or FormatException)
        {
            return null;
        }
    }
}
