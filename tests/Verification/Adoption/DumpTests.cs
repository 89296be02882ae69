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
    public void One_change_is_exactly_one_difference()
    {
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        Gen.Select(AnyTopology.Any, Gen.Int).Sample((topology, seed) =>
        {
            var random = new Random(seed);
            var expected = "";
            var found = Compare(topology, random, objects => expected = Injection.Into(objects, random, kinds));
            Assert.Equal([expected], found);
        }, iter: 600, threads: 1);
        // Every kind of change was put in, or the claim would be about fewer of them.
        Assert.Equal(Injection.Names.Order(StringComparer.Ordinal), kinds.Order(StringComparer.Ordinal));
    }

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
}
