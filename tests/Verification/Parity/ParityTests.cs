using Emission;
using Parity.Emission;
using Parity.Model;
using Parity.Verification;

namespace Verification.Matrix;

public sealed class ParityTests
{
    [Fact]
    public void A_system_in_which_every_difference_is_declared_is_at_parity()
    {
        var report = Check(Shop.Topology);

        Assert.Equal([], report.Differences.Where(difference => difference.Severity == DifferenceSeverity.Error));
        Assert.True(report.Holds);
    }

    [Fact]
    public void Reports_every_declared_difference_with_its_values_and_reason()
    {
        var cache = Check(Shop.Topology).Differences.Single(difference => difference is { Subject: "catalog", Leaf: "setting Catalog__Cache" });

        Assert.Equal((DifferenceKind.Declared, DifferenceSeverity.Notice, "staging tests misses"), (cache.Kind, cache.Severity, cache.Reason));
        Assert.Equal(Map.Of(("dev", "1m"), ("staging", "5s"), ("production", "1m")), cache.Values);
        Assert.Equal(["catalog/deployment spec.template.spec.containers[catalog].environment.Catalog__Cache"], cache.Places);
    }

    [Fact]
    public void Values_of_an_environment_itself_need_no_declaration()
    {
        var inherent = Check(Shop.Topology).Differences.Where(difference => difference.Kind == DifferenceKind.Inherent).Select(difference => difference.Leaf);

        Assert.Equal(["Istio", "TLS secret", "approximations", "host", "ingress", "namespace", "telemetry"], inherent);
    }

    [Fact]
    public void Compares_only_the_environments_that_are_named()
    {
        var report = ParityCheck.Check(Shop.Topology, Emitter.Emit(Shop.Topology, []), ["staging", "production"]);

        Assert.Equal(["staging", "production"], report.Environments);
        Assert.Equal([], report.Differences.Where(difference => difference.Leaf == "ingress" || difference.Subject == "postgres"));
        Assert.True(report.Holds);
    }

    [Fact]
    public void A_declaration_that_makes_no_difference_is_stale_and_fails()
    {
        var stale = With(Shop.Catalog with { Replicas = Declared.Per("once it did", ("dev", 2), ("staging", 2), ("production", 2)) });

        Assert.Equal([("catalog", "replicas", DifferenceKind.Stale)], Errors(ParityCheck.Check(stale, Emitter.Emit(Shop.Topology, []), [])).Where(error => error.Kind == DifferenceKind.Stale));
    }

    [Fact]
    public void A_difference_without_a_reason_fails()
    {
        var silent = With(Shop.Catalog with { Replicas = Declared.Per(" ", ("dev", 1), ("staging", 2), ("production", 4)) });

        Assert.Equal([("catalog", "replicas", DifferenceKind.Unreasoned)], Errors(ParityCheck.Check(silent, Emitter.Emit(Shop.Topology, []), [])));
    }

    [Fact]
    public void A_declared_difference_that_does_not_reach_the_manifests_fails()
    {
        var emission = Emitter.Emit(With(Shop.Catalog with { Capacity = Declared.Everywhere(new Capacity(100, 128, 64)) }), []);
        var declared = With(Shop.Catalog with { Capacity = Declared.Per("more there", ("dev", new Capacity(100, 128, 64)), ("staging", new Capacity(100, 128, 64)), ("production", new Capacity(200, 128, 64))) });

        Assert.Equal([("catalog", "capacity", DifferenceKind.Unreached)], Errors(ParityCheck.Check(declared, emission, [])));
    }

    private static ParityReport Check(Topology topology) => ParityCheck.Check(topology, Emitter.Emit(topology, []), []);

    private static Topology With(Workload workload) => Shop.Topology with { Workloads = [.. Shop.Topology.Workloads.Select(other => other.Name == workload.Name ? workload : other)] };

    private static IEnumerable<(string, string, DifferenceKind Kind)> Errors(ParityReport report) =>
        report.Differences.Where(difference => difference.Severity == DifferenceSeverity.Error).Select(difference => (difference.Subject, difference.Leaf, difference.Kind));
}
