using System.Text.Json.Nodes;
using CsCheck;
using Parity.Emission;
using Parity.Model;
using Parity.Verification.Adoption;

namespace Verification.Adoption;

/// <summary>Whatever the system: what a server adds is no difference, and one change is exactly one.</summary>
public sealed class DumpTests
{
    [Fact]
    public void Equal_environments_stay_equal_whatever_a_server_adds() =>
        Gen.Select(AnyTopology.Any, Gen.Int).Sample((topology, seed) => Assert.Equal([], Compare(topology, new Random(seed), _ => { })), iter: 300);

    [Fact]
    public void One_change_is_exactly_one_difference() =>
        Gen.Select(AnyTopology.Any, Gen.Int).Sample((topology, seed) =>
        {
            var random = new Random(seed);
            var expected = "";
            var found = Compare(topology, random, objects => expected = Change(objects, random));
            Assert.Equal([expected], found);
        }, iter: 300);

    private static List<string> Compare(Topology topology, Random random, Action<List<JsonObject>> change)
    {
        var emission = Emitter.Emit(topology, []);
        Assert.Equal([], emission.Diagnostics.Where(each => each.Severity == Parity.Model.Severity.Error).Select(each => each.ToString()));
        var one = ServerDump.Objects(emission.Objects["one"]);
        var two = ServerDump.Objects(emission.Objects["two"]);
        change(two);
        var dump = new ServerDump(random);
        var result = EnvironmentComparison.Of(Collected.Of(("one/dump.json", dump.Write(one)), ("two/dump.yaml", dump.Write(two))));
        Assert.Equal([], result.Diagnostics.Where(each => each.Level == DiagnosticLevel.Problem).Select(each => each.ToString()));
        return [.. result.Differences.Where(each => each.Category != "inherent").Select(each => $"{each.Workload} {each.Path}")];
    }

    private static string Change(List<JsonObject> objects, Random random)
    {
        var workloads = objects.Where(each => (string)each["kind"]! is "Deployment" or "StatefulSet").ToList();
        if (workloads.Count == 0) workloads = [.. objects.Where(each => (string)each["kind"]! == "Job")];
        var workload = workloads[random.Next(workloads.Count)];
        var name = (string)workload["metadata"]!["labels"]!["app.kubernetes.io/name"]!;
        var subject = (string)workload["metadata"]!["name"]!;
        var spec = (JsonObject)workload["spec"]!;
        var pod = spec["template"]!["spec"]!;
        var container = pod["containers"]![0]!;
        switch (random.Next(6))
        {
            case 0 when spec.ContainsKey("replicas"):
                spec["replicas"] = 77;
                return $"{subject} replicas";
            case 1:
                container["image"] = $"{container["image"]}-other";
                return $"{subject} container {name} image";
            case 2:
                container["resources"]!["requests"]!["cpu"] = "123456m";
                return $"{subject} container {name} resources.requests.cpu";
            case 3:
                container["env"] = new JsonArray(new JsonObject { ["name"] = "ADDED", ["value"] = "x" });
                return $"{subject} env ADDED";
            case 4:
                pod["terminationGracePeriodSeconds"] = 999;
                return $"{subject} pod terminationGracePeriodSeconds";
            default:
                pod["securityContext"]!["runAsNonRoot"] = false;
                return $"{subject} pod securityContext.runAsNonRoot";
        }
    }
}
