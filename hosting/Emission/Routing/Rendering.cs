using Parity.Model;

namespace Parity.Emission;

/// <summary>A route table in the words of one target, and what it could not say.</summary>
/// <param name="Objects">Empty while there are errors.</param>
/// <param name="Diagnostics">Warnings for what is approximated, errors for what is refused; codes as in docs/features.md.</param>
public sealed record Rendering(Sequence<Emitted> Objects, Sequence<Diagnostic> Diagnostics)
{
    /// <summary>The workloads that its objects lead to: not those of routes that were left out.</summary>
    public Sequence<string> Backends { get; init; } = [];

    /// <summary>The objects as they are written.</summary>
    public FileTree Files => new(Objects.ToMap(emitted => $"{emitted.File}.yaml", emitted => YamlWriter.Write(emitted.Tree)));
}

/// <summary>Chooses the rendering that an environment's ingress understands.</summary>
public static class RouteRenderer
{
    public static Rendering Render(RoutingContext context) => context.Ingress switch
    {
        IngressKind.Istio istio => VirtualServiceRenderer.Render(context, istio),
        IngressKind.Controller controller => IngressRenderer.Render(context, controller),
        IngressKind.Gateway gateway => HttpRouteRenderer.Render(context, gateway),
        _ => throw new InvalidOperationException(),
    };
}
