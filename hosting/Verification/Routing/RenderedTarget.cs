using Parity.Emission;
using Parity.Model;

namespace Parity.Verification.Routing;

/// <summary>A route table in the objects of one target, read back from their YAML.</summary>
/// <param name="Name">As docs/features.md calls it.</param>
/// <param name="Support">How the target takes the table.</param>
/// <param name="Interpreter">Answers as the objects say; null where there are none.</param>
public sealed record RenderedTarget(string Name, RouteSupport Support, IRouteInterpreter? Interpreter)
{
    /// <summary>The targets that a route table is rendered for, by name.</summary>
    public static Map<string, IngressKind> Kinds { get; } = Map.Of<string, IngressKind>(
        ("Gateway API", new IngressKind.Gateway("gateway", "any")),
        ("Ingress", new IngressKind.Controller("ingress", "any")),
        ("Istio", new IngressKind.Istio("istio-ingress", "ingressgateway", "istio-ingressgateway")));

    /// <summary>All renderings of a valid table.</summary>
    public static Sequence<RenderedTarget> All(RouteTable table) => Kinds.Select(kind => Of(kind.Key, kind.Value, table)).ToSequence();

    public static RenderedTarget Of(string name, IngressKind kind, RouteTable table)
    {
        var rendering = RouteRenderer.Render(RoutingContext.For(table, kind, allowsApproximations: true));
        var errors = rendering.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).ToSequence();
        RouteSupport support = errors.Count > 0 ? new RouteSupport.Refused(errors)
            : rendering.Diagnostics.Count > 0 ? new RouteSupport.Approximated(rendering.Diagnostics)
            : new RouteSupport.Native();
        return new(name, support, errors.Count > 0 ? null : Interpret(rendering.Files));
    }

    /// <summary>The interpreter that the routing objects of these files ask for.</summary>
    /// <param name="files">YAML.</param>
    /// <param name="hostsFallThrough">Whether a Gateway API implementation also asks the routes of wider hostnames, which its reference leaves open.</param>
    /// <exception cref="InvalidDataException">They hold something that is not interpreted.</exception>
    public static IRouteInterpreter Interpret(FileTree files, bool hostsFallThrough = false)
    {
        var objects = RoutingObjects.Read(files);
        if (objects.Any(each => each.Group == "networking.istio.io")) return new IstioInterpreter(objects);
        return objects.Any(each => each.Group == "gateway.networking.k8s.io") ? new HttpRouteInterpreter(objects, hostsFallThrough) : new IngressInterpreter(objects);
    }
}
