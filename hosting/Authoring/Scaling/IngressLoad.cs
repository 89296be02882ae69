using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Parity.Authoring;

/// <summary>What the ingress of this machine counts, as it says at <c>/load</c> of its health endpoint.</summary>
internal sealed class IngressLoad(DistributedApplicationModel model) : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false }) { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Null where there is no ingress, or it does not answer.</summary>
    public async Task<IngressCount?> CountAsync(CancellationToken cancellation)
    {
        var ingress = model.Resources.OfType<IResourceWithEndpoints>().FirstOrDefault(resource => resource.Annotations.OfType<RoutesAnnotation>().Any());
        if (ingress?.GetEndpoint("health") is not { IsAllocated: true } endpoint) return null;
        try
        {
            return await http.GetFromJsonAsync<IngressCount>(new Uri(new Uri(endpoint.Url), "/load"), cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HttpRequestException or System.Text.Json.JsonException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Waits until the ingress no longer sends to an address and everything sent has been answered; false when that took too long.</summary>
    public async Task<bool> UntilIdleAsync(string address, TimeSpan patience, CancellationToken cancellation)
    {
        for (var (end, idle) = (DateTime.UtcNow + patience, 0); DateTime.UtcNow < end; await Task.Delay(Pace, cancellation).ConfigureAwait(false))
        {
            var count = await CountAsync(cancellation).ConfigureAwait(false);
            // A request may have chosen its replica just before the ingress forgot it, so one look is not enough.
            idle = count is null || !count.Replicas.ContainsKey(address) ? idle + 1 : 0;
            if (idle == 3) return true;
        }

        return false;
    }

    public void Dispose() => http.Dispose();
}

/// <summary>Counts of the ingress since it started.</summary>
/// <param name="At">Seconds of its clock.</param>
/// <param name="Workloads">By workload.</param>
/// <param name="Replicas">Unanswered requests by address of each replica that it sends to, or that still answers.</param>
internal sealed record IngressCount(
    [property: JsonPropertyName("at")] double At,
    [property: JsonPropertyName("workloads")] IReadOnlyDictionary<string, WorkloadCount> Workloads,
    [property: JsonPropertyName("replicas")] IReadOnlyDictionary<string, int> Replicas);

/// <summary>Counts of one workload.</summary>
/// <param name="Requests">Requests that have come.</param>
/// <param name="InFlight">Requests that are not answered.</param>
/// <param name="Seconds">Seconds that requests have spent unanswered; its growth per second is the mean in flight.</param>
internal sealed record WorkloadCount(
    [property: JsonPropertyName("requests")] long Requests,
    [property: JsonPropertyName("inFlight")] int InFlight,
    [property: JsonPropertyName("seconds")] double Seconds);
