using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Ingress.Proxy;

/// <summary>A replica that cannot be connected to gets no requests for a moment, unless none is left.</summary>
internal sealed class RefusalPolicy(IDestinationHealthUpdater health) : IPassiveHealthCheckPolicy
{
    public const string PolicyName = "Refusal";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public string Name => PolicyName;

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        if (IsRefusal(context.GetForwarderErrorFeature()))
            health.SetPassive(cluster, destination, DestinationHealth.Unhealthy, Pause);
    }

    /// <summary>No connection came about, so that the replica has seen nothing of the request.</summary>
    public static bool IsRefusal(IForwarderErrorFeature? error) =>
        error?.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };
}
