using System.Text.Json.Nodes;
using Parity.Verification.Adoption;

namespace Verification.Adoption;

/// <summary>The three drifted environments of the example data, held against the lists of what is different and what is not.</summary>
public sealed class ShopTests(ITestOutputHelper output)
{
    private static readonly Lazy<AdoptionResult> Result = new(() => EnvironmentComparison.Of(Collected.Folder(Collected.Shop!)));

    [Fact]
    public void Finds_every_difference_and_nothing_that_is_none()
    {
        var folder = Collected.ShopOrSkip();
        var expected = Rows(folder, "differences.json");
        var found = Result.Value.Differences;
        var named = expected.ToLookup(row => Place((string?)row["workload"], (string)row["path"]!));
        var optional = Optional(folder, expected);

        var missing = expected.Where(row => !found.Any(each => Place(each.Workload, each.Path) == Place((string?)row["workload"], (string)row["path"]!)
            && each.Category == (string?)row["category"] && Values(each) == Values(row["values"]!))).Select(row => (string)row["id"]!).ToList();
        var further = found.Where(each => !named.Contains(Place(each.Workload, each.Path)) && !optional.Contains(Place(each.Workload, each.Path))).ToList();

        var recall = 1 - (double)missing.Count / expected.Count;
        var precision = 1 - (double)further.Count / found.Count;
        output.WriteLine($"environments: recall {recall:0.000} of {expected.Count}, precision {precision:0.000} of {found.Count}, {Result.Value.Equal} places equal");
        foreach (var each in further) output.WriteLine($"not listed: {each.Category} {each.Workload} {each.Path}: {Values(each)}");
        Assert.Empty(missing);
        Assert.True(precision >= 0.98, $"precision {precision}");
    }

    [Fact]
    public void Reports_nothing_that_only_looks_different()
    {
        var folder = Collected.ShopOrSkip();
        var refused = Rows(folder, "equivalent.json").Where(row => (string?)row["verdict"] == "must not be reported" && row["workload"] is not null && ((string)row["path"]!).Length > 0)
            .Select(row => Place((string?)row["workload"], (string)row["path"]!)).ToHashSet();
        var expected = Rows(folder, "differences.json").Select(row => Place((string?)row["workload"], (string)row["path"]!)).ToHashSet();

        Assert.Equal([], Result.Value.Differences.Where(each => refused.Contains(Place(each.Workload, each.Path)) && !expected.Contains(Place(each.Workload, each.Path))).Select(each => each.ToString()));
    }

    [Fact]
    public void Names_the_variables_that_a_key_of_a_config_map_reaches()
    {
        var folder = Collected.ShopOrSkip();
        foreach (var row in Rows(folder, "differences.json").Where(row => row["affects"] is not null))
        {
            var listed = row["affects"]!.AsArray().Select(each => $"{each!["workload"]} {each["path"]}").Order(StringComparer.Ordinal);
            var found = Result.Value.Differences.Single(each => each.Workload == (string?)row["workload"] && each.Path == (string?)row["path"]);
            Assert.Equal(listed, found.Affects.Select(each => $"{each.Workload} {each.Path}").Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Reads_all_of_it()
    {
        Collected.ShopOrSkip();
        Assert.Equal([], Result.Value.Diagnostics.Where(each => each.Level == DiagnosticLevel.Problem).Select(each => each.ToString()));
    }

    private static HashSet<string> Optional(string folder, IReadOnlyList<JsonNode> expected)
    {
        var optional = Rows(folder, "equivalent.json").Where(row => (string?)row["verdict"] == "may be reported" && row["workload"] is not null).Select(row => Place((string?)row["workload"], (string)row["path"]!));
        var reached = expected.Where(row => row["affects"] is not null).SelectMany(row => row["affects"]!.AsArray()).Select(each => Place((string?)each!["workload"], (string)each["path"]!));
        return [.. optional, .. reached];
    }

    private static string Place(string? workload, string path) => $"{workload} {path}";

    private static string Values(EnvironmentDifference difference) => Values(new JsonObject(difference.Values.Select(pair => KeyValuePair.Create(pair.Key, pair.Value switch
    {
        null => null,
        long number => JsonValue.Create(number),
        bool truth => JsonValue.Create(truth),
        IReadOnlyList<string> words => new JsonArray([.. words.Select(word => (JsonNode)word)]),
        var text => (JsonNode?)text.ToString(),
    }))));

    private static string Values(JsonNode values) =>
        string.Join(", ", values.AsObject().OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value?.ToJsonString() ?? "null"}"));

    private static List<JsonNode> Rows(string folder, string file) => [.. JsonNode.Parse(File.ReadAllText(Path.Combine(folder, file)))!.AsArray().Select(row => row!)];
}
