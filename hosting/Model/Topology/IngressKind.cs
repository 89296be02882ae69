namespace Parity.Model;

/// <summary>How requests from outside get into a cluster.</summary>
/// <param name="Namespace">The namespace of the gateway's or controller's pods, from which routed workloads accept connections.</param>
public abstract record IngressKind(string Namespace)
{
    /// <summary>An Istio gateway: Gateway, VirtualService, and the mesh's policies on every workload.</summary>
    /// <param name="Selector">Value of the label <c>istio</c> on the gateway's pods.</param>
    /// <param name="ServiceAccount">Service account of those pods, allowed to call routed workloads.</param>
    public sealed record Istio(string Namespace, string Selector, string ServiceAccount) : IngressKind(Namespace);

    /// <summary>An ingress controller, by the portable core of the Ingress API.</summary>
    /// <param name="Class">The ingress class.</param>
    public sealed record Controller(string Namespace, string Class) : IngressKind(Namespace);

    /// <summary>A Gateway API implementation: Gateway and HTTPRoute.</summary>
    /// <param name="Class">The gateway class.</param>
    public sealed record Gateway(string Namespace, string Class) : IngressKind(Namespace);
}
