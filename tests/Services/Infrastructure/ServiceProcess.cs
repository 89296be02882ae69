using System.Text.RegularExpressions;

namespace Services.Infrastructure;

/// <summary>A service's real program, with the environment that an orchestrator would give it and a port of its own choice.</summary>
internal sealed partial class ServiceProcess : IAsyncDisposable
{
    // A machine that builds beside the tests starts programs slowly; no test is about that.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private ServiceProcess(ChildProcess process, Uri address)
    {
        Process = process;
        Http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(90) };
    }

    public ChildProcess Process { get; }

    public HttpClient Http { get; }

    public string Address => Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    /// <summary>Starts the service and waits until it listens.</summary>
    public static async Task<ServiceProcess> Start(string service, params (string Key, string Value)[] settings)
    {
        var process = Launch(service, [("ASPNETCORE_URLS", "http://127.0.0.1:0"), .. settings]);
        var address = "";
        await Eventually.True(() =>
        {
            Assert.False(process.HasExited, process.Output);
            address = Listening().Match(process.Output).Groups[1].Value;
            return Task.FromResult(address != "");
        }, Patience);
        return new ServiceProcess(process, new Uri(address));
    }

    /// <summary>Starts the service and waits until it says that it is ready.</summary>
    public static async Task<ServiceProcess> StartReady(string service, params (string Key, string Value)[] settings)
    {
        var started = await Start(service, settings);
        await Eventually.Equal(200, () => started.Status("/ready"), Patience);
        return started;
    }

    /// <summary>The bare program, for those that are not expected to listen. Of two settings with one key the later counts.</summary>
    public static ChildProcess Launch(string service, params (string Key, string Value)[] settings)
    {
        var environment = new Dictionary<string, string>();
        foreach (var (key, value) in settings) environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return new ChildProcess("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{service}.dll")], environment);
    }

    public async Task<int> Status(string path)
    {
        using var response = await Http.GetAsync(path, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Process.DisposeAsync();
    }

    // info: Microsoft.Hosting.Lifetime[14]\n      Now listening on: http://127.0.0.1:41234
    [GeneratedRegex(@"Now listening on: (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}
