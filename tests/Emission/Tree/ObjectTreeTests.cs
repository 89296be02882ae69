using System.Text.Json;
using CsCheck;
using k8s;
using Parity.Emission;

namespace Emission.Tree;

/// <summary>Delivery sends the JSON of an object, manifests hold its tree: both must say the same, in the same order.</summary>
public sealed class ObjectTreeTests
{
    [Fact]
    public void A_tree_says_what_the_JSON_of_its_object_says() => Gen.Int[0, int.MaxValue - 1].Sample(
        seed => Same(Emitter.Emit(RandomTopology.Of(seed), [])),
        iter: 100);

    [Theory]
    [MemberData(nameof(Golden.GoldenTests.Names), MemberType = typeof(Golden.GoldenTests))]
    public void The_trees_of_a_case_say_what_the_JSON_of_its_objects_says(string name)
    {
        var golden = Golden.GoldenCases.All.Single(each => each.Name == name);
        Same(Emitter.Emit(golden.Topology, golden.Images));
    }

    private static void Same(Parity.Emission.Emission emission)
    {
        foreach (var emitted in emission.Objects.Values.SelectMany(objects => objects))
        {
            using var json = JsonDocument.Parse(KubernetesJson.Serialize(emitted.Value));
            Assert.Equal(Lines(json.RootElement, ""), Lines(emitted.Tree, ""));
        }
    }

    private static IEnumerable<string> Lines(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field => Lines(field.Value, $"{path}.{field.Name}")).Prepend($"{path} map"),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, at) => Lines(item, $"{path}[{at}]")).Prepend($"{path} list"),
        JsonValueKind.String => [$"{path} text {value.GetString()}"],
        _ => [$"{path} {value.GetRawText()}"],
    };

    private static IEnumerable<string> Lines(Node node, string path) => node switch
    {
        Node.Map map => map.Entries.SelectMany(entry => Lines(entry.Value, $"{path}.{entry.Key}")).Prepend($"{path} map"),
        Node.List list => list.Items.SelectMany((item, at) => Lines(item, $"{path}[{at}]")).Prepend($"{path} list"),
        Node.Scalar scalar => [scalar.IsText ? $"{path} text {scalar.Value}" : $"{path} {scalar.Value}"],
        _ => throw new InvalidOperationException(),
    };
}
