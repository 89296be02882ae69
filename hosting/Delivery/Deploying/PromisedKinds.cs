using Parity.Model;

namespace Parity.Delivery;

/// <summary>What a cluster must serve to be what an environment declares.</summary>
public static class PromisedKinds
{
    public static IReadOnlyList<Resource> Of(Capabilities capabilities) =>
    [
        .. capabilities.Istio > new Version(0, 0) ? Resource.All.Where(resource => resource.ApiVersion.Contains(".istio.io/", StringComparison.Ordinal)) : [],
        .. capabilities.Keda is null ? [] : Resource.All.Where(resource => resource.ApiVersion.StartsWith("keda.sh/", StringComparison.Ordinal)),
    ];
}
