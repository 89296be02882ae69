using Emission;
using Parity.Emission;
using Parity.Model;
using Parity.Verification;

namespace Verification.Matrix;

public sealed class RouteParityTests
{
    private static readonly Route Tool = Route.Exact("/internal/tool").To("catalog").Named("tool");

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(true, true, false)]
    public void A_route_of_some_environments_is_a_declared_difference(bool dev, bool staging, bool production)
    {
        var report = Check(Tool.WithPresence([("dev", dev), ("staging", staging), ("production", production)], "a tool of developers"));

        Assert.Equal([], report.Differences.Where(difference => difference.Severity == DifferenceSeverity.Error));
        var route = report.Differences.Single(difference => difference is { Subject: "routes", Leaf: "route tool" });
        Assert.Equal((DifferenceKind.Declared, "a tool of developers"), (route.Kind, route.Reason));
    }

    [Fact]
    public void Another_timeout_and_another_weight_are_declared_differences()
    {
        var route = Tool.AndTo("storefront", [("dev", 0), ("staging", 1), ("production", 0)], "staging tries it")
            .WithTimeout([("dev", TimeSpan.FromSeconds(30)), ("staging", TimeSpan.FromSeconds(5)), ("production", Route.NoTimeout)], "dev is debugged");
        var report = Check(route);

        Assert.Equal([], report.Differences.Where(difference => difference.Severity == DifferenceSeverity.Error));
        Assert.Equal(
            [("route tool timeout", "30s 5s none", "dev is debugged"), ("route tool weight of storefront", "0 1 0", "staging tries it")],
            report.Differences.Where(difference => difference is { Subject: "routes", Kind: DifferenceKind.Declared })
                .Select(difference => (difference.Leaf, string.Join(' ', report.Environments.Select(environment => difference.Values[environment])), difference.Reason)));
        var emission = Emitter.Emit(With(route), []);
        Assert.Equal([("5s", "1 1"), (null, "1 0")], ((string[])["staging", "production"]).Select(environment => emission.Objects[environment].Select(emitted => emitted.Value).OfType<CustomObject<VirtualServiceSpec>>()
            .SelectMany(service => service.Spec.Http).Where(rule => rule.Name == "tool").Select(rule => (rule.Timeout, string.Join(' ', rule.Route.Select(target => target.Weight)))).Single()));
        // dev's ingress has no words for it, and notes it on the namespace.
        Assert.Contains("tool: * /internal/tool -> catalog:1, storefront:0, 30s", emission.Objects["dev"].Single(emitted => emitted.File == "namespace").Value.Metadata.Annotations["parity/routes"].Replace(Shop.Dev.Host, "*", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("presence")]
    [InlineData("timeout")]
    [InlineData("weight")]
    public void A_declaration_of_a_route_that_does_not_reach_the_manifests_is_an_error(string what)
    {
        var shared = Tool.AndTo("storefront");
        var declared = what switch
        {
            "presence" => shared.WithPresence([("dev", true), ("staging", true), ("production", false)], "a tool of developers"),
            "timeout" => shared.WithTimeout([("dev", TimeSpan.Zero), ("staging", TimeSpan.Zero), ("production", TimeSpan.FromSeconds(5))], "a tool of developers"),
            _ => Tool.AndTo("storefront", [("dev", 1), ("staging", 1), ("production", 0)], "a tool of developers"),
        };

        var report = ParityCheck.Check(With(declared), Emitter.Emit(With(shared), []), []);

        var unreached = report.Differences.Single(difference => difference.Kind == DifferenceKind.Unreached);
        Assert.StartsWith("route tool", unreached.Leaf, StringComparison.Ordinal);
        Assert.Equal(DifferenceSeverity.Error, unreached.Severity);
    }

    [Fact]
    public void A_route_that_is_declared_to_differ_and_does_not_is_stale()
    {
        var report = ParityCheck.Check(With(Tool.WithPresence([("dev", true), ("staging", true), ("production", true)], "once it was one")), Emitter.Emit(Shop.Topology, []), []);

        Assert.Equal([("route tool", DifferenceKind.Stale)], report.Differences.Where(difference => difference.Severity == DifferenceSeverity.Error).Select(difference => (difference.Leaf, difference.Kind)));
    }

    [Fact]
    public void A_workload_that_an_ingress_cannot_serve_gets_no_edge_there_and_stays_at_parity()
    {
        var topology = Shop.Topology with { Routes = RouteTable.Of(Route.Prefix("/catalog").WithHeader("x-beta", "1").To("catalog")) };
        var emission = Emitter.Emit(topology, []);

        Assert.Equal([], ParityCheck.Check(topology, emission, []).Differences.Where(difference => difference.Severity == DifferenceSeverity.Error));
        Assert.Equal(("", "istio-ingress"), (Callers(emission, "dev"), Callers(emission, "staging")));
    }

    // The namespaces that a policy lets in.
    private static string Callers(Parity.Emission.Emission emission, string environment)
    {
        var policy = (k8s.Models.V1NetworkPolicy)emission.Objects[environment].Single(emitted => emitted.File == "catalog/networkpolicy").Value;
        return string.Join(' ', (policy.Spec.Ingress ?? []).SelectMany(rule => rule.FromProperty).Where(peer => peer.NamespaceSelector is not null).SelectMany(peer => peer.NamespaceSelector.MatchLabels.Values));
    }

    private static Topology With(Route route) => Shop.Topology with { Routes = RouteTable.Of([.. Shop.Topology.Routes.Routes, route]) };

    private static ParityReport Check(Route route)
    {
        var emission = Emitter.Emit(With(route), []);
        Assert.Equal([], emission.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error));
        return ParityCheck.Check(With(route), emission, []);
    }
}
