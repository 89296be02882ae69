using System.Text.Json.Nodes;
using Parity.Verification.Adoption;

namespace Verification.Adoption;

/// <summary>The three Jenkinsfiles of the example data against the list of their differences.</summary>
public sealed class ShopPipelineTests(ITestOutputHelper output)
{
    [Fact]
    public void Finds_every_difference_of_the_pipelines_and_nothing_else()
    {
        var folder = Collected.ShopOrSkip();
        var found = EnvironmentComparison.Of(Collected.Folder(folder)).Pipelines.Select(each => Text(each.Category, each.Stage, each.Step, each.Values)).ToHashSet();
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "pipeline-differences.json")))!.AsArray()
            .Select(row => Text((string)row!["category"]!, (string?)row["stage"], (string)row["step"]!, row["values"]!.AsObject().Select(pair => KeyValuePair.Create(pair.Key, Plain(pair.Value))))).ToHashSet();

        output.WriteLine($"pipelines: recall {(double)expected.Count(found.Contains) / expected.Count:0.000} of {expected.Count}, precision {(double)found.Count(expected.Contains) / found.Count:0.000} of {found.Count}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_what_is_built_again_instead_of_promoted() => Assert.Equal(
        ["dev Build images", "staging Build images", "production Build images"],
        EnvironmentComparison.Of(Collected.Folder(Collected.ShopOrSkip())).Rebuilds.Select(each => $"{each.Environment} {each.Stage}"));

    private static object? Plain(JsonNode? value) => value switch
    {
        null => null,
        JsonArray words => words.Select(word => (string)word!).ToList(),
        _ => value.ToString(),
    };

    private static string Text(string category, string? stage, string step, IEnumerable<KeyValuePair<string, object?>> values) =>
        $"{category} | {stage} | {step} | {string.Join(", ", values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {(pair.Value is IReadOnlyList<string> words ? string.Join(" && ", words) : pair.Value ?? "null")}"))}";
}
