using Emission;
using Parity.Emission;
using Parity.Model;
using Parity.Verification;

namespace Verification.Matrix;

/// <summary>Images and probes that are not the same in every environment.</summary>
public sealed class ContainerParityTests
{
    private static readonly Probe Quick = new(ProbeKind.Readiness, new ProbeCheck.Http("/ready", "http"), TimeSpan.FromSeconds(2), 3);

    [Fact]
    public void An_image_and_a_probe_that_differ_are_declared_differences_that_only_overlays_hold()
    {
        var topology = With(Image("5.0-rc1", "4.2", "4.2"), Declared.Per("dev's disk is slow", ("dev", Quick with { Delay = TimeSpan.FromSeconds(20), Failures = 9 }), ("staging", Quick), ("production", Quick with { Check = new ProbeCheck.Http("/healthz", "http") })));
        var emission = Emitter.Emit(topology, []);
        var report = ParityCheck.Check(topology, emission, []);

        Assert.Equal([], report.Differences.Where(difference => difference.Severity == DifferenceSeverity.Error));
        var search = report.Differences.Where(difference => difference.Subject == "search").ToArray();
        Assert.Equal([("image", "dev tries the next version"), ("readiness probe", "dev's disk is slow")], search.Select(difference => (difference.Leaf, difference.Reason)));
        Assert.Equal("example.com/search:5.0-rc1", search[0].Values["dev"]);
        Assert.Equal("GET /ready at http every 2s after 20s, 2s for an answer, 9 failures", search[1].Values["dev"]);

        var files = Manifests.Write(topology, emission).Files;
        Assert.DoesNotMatch("image:|readinessProbe:\n +failureThreshold", files["base/search/deployment.yaml"]);
        Assert.Contains("image: \"example.com/search:5.0-rc1\"", files["overlays/dev/search/deployment.yaml"], StringComparison.Ordinal);
        Assert.Contains("path: /healthz", files["overlays/production/search/deployment.yaml"], StringComparison.Ordinal);
        Assert.Contains("| search | readiness probe | GET /healthz at http every 2s, 2s for an answer, 3 failures | dev's disk is slow |", files["overlays/production/differences.md"], StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_makes_no_difference_is_stale()
    {
        var topology = With(Image("4.2", "4.2", "4.2"), Declared.Per("once it did", ("dev", Quick), ("staging", Quick), ("production", Quick)));

        Assert.Equal(
            [("image", DifferenceKind.Stale), ("readiness probe", DifferenceKind.Stale)],
            ParityCheck.Check(topology, Emitter.Emit(topology, []), []).Differences.Where(difference => difference.Severity == DifferenceSeverity.Error).Select(difference => (difference.Leaf, difference.Kind)));
        Assert.Equal(["DIFF-004", "DIFF-004"], topology.Check().Select(diagnostic => diagnostic.Code));
    }

    [Theory]
    [InlineData("example.com/search:9", "/ready", "image")]
    [InlineData("example.com/search:4.2", "/elsewhere", "readinessProbe.httpGet.path")]
    public void A_value_that_the_model_does_not_say_is_found(string image, string path, string leaf)
    {
        var topology = With(Image("5.0-rc1", "4.2", "4.2"), Declared.Per("dev's disk is slow", ("dev", Quick with { Failures = 9 }), ("staging", Quick), ("production", Quick)));
        var emission = Emitter.Emit(topology, []);
        var changed = (k8s.Models.V1Deployment)emission.Objects["production"].Single(emitted => emitted.File == "search/deployment").Value;
        changed.Spec.Template.Spec.Containers[0].Image = image;
        changed.Spec.Template.Spec.Containers[0].ReadinessProbe.HttpGet.Path = path;

        var undeclared = ParityCheck.Check(topology, emission, []).Differences.Where(difference => difference.Kind == DifferenceKind.Undeclared);
        Assert.Equal([$"search/deployment spec.template.spec.containers[search].{leaf}"], undeclared.Select(difference => difference.Leaf));
    }

    [Fact]
    public void Probes_of_two_kinds_and_two_of_one_kind_are_refused()
    {
        var topology = With(new Image.Existing("example.com/search:4.2"), Declared.Per("mixed", ("dev", Quick), ("staging", Quick with { Kind = ProbeKind.Liveness }), ("production", Quick)));
        var twice = topology with { Workloads = [.. topology.Workloads.Select(workload => workload.Name == "search" ? workload with { Probes = [Quick] } : workload)] };

        Assert.Equal(["PROBE-001", "PROBE-006"], twice.Check().Select(diagnostic => diagnostic.Code));
    }

    private static Image.Existing Image(string dev, string staging, string production) =>
        new(Declared.Per("dev tries the next version", ("dev", $"example.com/search:{dev}"), ("staging", $"example.com/search:{staging}"), ("production", $"example.com/search:{production}")));

    private static Topology With(Image image, Declared<Probe> probe) => Shop.Topology with
    {
        Workloads = Shop.Topology.Workloads.Add(Shop.Catalog with
        {
            Name = "search",
            Image = image,
            Replicas = Declared.Everywhere(2),
            Settings = [],
            Secrets = [],
            References = [],
            WaitsFor = [],
            SendsTelemetry = false,
            Probes = [],
            DifferingProbes = [new(ProbeKind.Readiness, probe)],
        }),
    };
}
