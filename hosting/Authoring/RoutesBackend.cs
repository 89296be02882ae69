using Aspire.Hosting.ApplicationModel;
using Parity.Model;

namespace Aspire.Hosting;

/// <summary>Backends of routes as resources instead of names, so that a route to something that does not exist does not compile.</summary>
public static class RoutesBackend
{
    /// <summary>The route that sends what matches to <paramref name="workload"/>; further backends with <c>AndTo</c>.</summary>
    public static Route To<T>(this RouteMatch match, IResourceBuilder<T> workload, int weight = 1) where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(match);
        ArgumentNullException.ThrowIfNull(workload);
        return match.To(workload.Resource.Name, weight);
    }

    /// <summary>A further backend of the route; weights are relative to each other.</summary>
    public static Route AndTo<T>(this Route route, IResourceBuilder<T> workload, int weight = 1) where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(workload);
        return route.AndTo(workload.Resource.Name, weight);
    }

    /// <summary>A further backend with another share in some environments, a weight for every one.</summary>
    public static Route AndTo<T>(this Route route, IResourceBuilder<T> workload, IEnumerable<(string Environment, int Weight)> weights, string reason) where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(workload);
        return route.AndTo(workload.Resource.Name, weights, reason);
    }
}
