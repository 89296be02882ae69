using Ingress.Table;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.LoadBalancing;

namespace Ingress.Proxy;

/// <summary>
/// YARP's configuration, made of the route table: a route for each pair of route and backend, a cluster for each workload with a
/// destination for each replica. <see cref="RouteSelection"/> chooses among the routes.
/// </summary>
internal sealed class TableConfig(IngressSettings settings, ReplicaFeed feed) : IProxyConfigProvider
{
    // Names are for people: YARP takes "A" and "a" for the same.
    public static string RouteId(int position, Backend backend) => $"{position}>{backend.Workload}";

    public IProxyConfig GetConfig()
    {
        var changed = feed.Changed;
        var routes = from position in Enumerable.Range(0, settings.Routes.Routes.Count)
                     from backend in settings.Routes.Routes[position].Backends
                     select new RouteConfig
                     {
                         RouteId = RouteId(position, backend),
                         ClusterId = backend.Workload,
                         // Never chosen by ASP.NET's routing, which ignores case and trailing slashes.
                         Match = new() { Hosts = ["never.invalid"], Path = "/{**path}" },
                     };
        var clusters = settings.Routes.Routes.SelectMany(route => route.Backends).Select(backend => backend.Workload).Distinct().Select(Cluster);
        return new Config([.. routes], [.. clusters], changed);
    }

    private ClusterConfig Cluster(string workload) => new()
    {
        ClusterId = workload,
        LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
        HealthCheck = new()
        {
            AvailableDestinationsPolicy = "HealthyOrPanic",
            Passive = new() { Enabled = true, Policy = RefusalPolicy.PolicyName },
        },
        // Only the route's own timeout ends a request that is slow to say something.
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = TimeSpan.FromHours(1) },
        Destinations = feed.AddressesOf(workload).Distinct().ToDictionary(address => address, address => new DestinationConfig { Address = address }),
    };

    private sealed record Config(IReadOnlyList<RouteConfig> Routes, IReadOnlyList<ClusterConfig> Clusters, IChangeToken ChangeToken) : IProxyConfig;
}
