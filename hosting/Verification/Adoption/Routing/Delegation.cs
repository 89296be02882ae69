using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Routing;

/// <summary>A VirtualService that leaves a path to another one, which has neither hosts nor gateways (istio.io, Delegate).</summary>
internal static class Delegation
{
    public static IReadOnlyList<KubeObject> Among(IEnumerable<KubeObject> objects)
    {
        var all = objects.Where(each => each.Kind == "VirtualService").ToList();
        var named = all.SelectMany(each => each.Root.Items("spec", "http")).Select(rule => rule.Text("delegate", "name")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. all.Where(each => named.Contains(each.Name) && !each.Root.Items("spec", "hosts").Any() && !IstioRoutes.IsPublic(each))];
    }

    /// <summary>The rule itself, or the rules that it leaves its requests to: each for what both match, with what either says of it.</summary>
    public static IEnumerable<Node> Rules(Node rule, KubeObject owner, IReadOnlyList<KubeObject> delegates)
    {
        if (rule.Text("delegate", "name") is not { } name || rule is not Mapping given) return [rule];
        var space = rule.Text("delegate", "namespace") ?? owner.Namespace;
        var target = delegates.FirstOrDefault(each => each.Name == name && (each.Namespace == space || each.Namespace.Length == 0 || space.Length == 0));
        if (target is null) return [rule];
        return target.Root.Items("spec", "http").OfType<Mapping>().Select(inner =>
        {
            // The inner match is a part of the outer one: where it says nothing of its own, the outer one is all there is.
            var narrowed = inner.Items("match").Any(match => match.At("uri") is not null) ? inner : inner.With("match", given.Find("match"));
            return given.Pairs.Where(pair => pair.Key is not ("match" or "delegate" or "name" or "route")).Aggregate(narrowed, (all, pair) => all.With(pair.Key, pair.Value));
        });
    }
}
