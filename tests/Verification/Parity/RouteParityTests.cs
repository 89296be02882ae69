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
