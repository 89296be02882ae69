using Parity.Model;

namespace Parity.Emission;

/// <summary>The port that routes lead to: the endpoint called <c>http</c>, else the first that speaks HTTP.</summary>
internal static class RoutePorts
{
    public static int Of(Workload workload) =>
        (workload.Endpoints.FirstOrDefault(endpoint => endpoint is { Name: "http", Protocol: not Protocol.Tcp })
            ?? workload.Endpoints.First(endpoint => endpoint.Protocol != Protocol.Tcp)).Port;
}
