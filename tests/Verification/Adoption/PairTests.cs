using Parity.Verification.Adoption;

namespace Verification.Adoption;

/// <summary>One thing written twice, and things that only look alike: each block of a file in Pairs/ is held against itself as dev and production.</summary>
/// <remarks>
/// A file is a template and blocks. A block is "== what it is" with the expected rows behind "|", the text of dev, "--" and the text of production;
/// both take the place of @@ in the template. Without a row the two mean the same.
/// </remarks>
public sealed class PairTests(ITestOutputHelper output)
{
    public static TheoryData<string> Files => [.. Directory.GetFiles(Root, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Says_what_is_meant_otherwise_and_nothing_of_what_is_only_written_otherwise(string file)
    {
        var blocks = File.ReadAllText(Path.Combine(Root, $"{file}.txt")).Split("\n== ");
        var wrong = new List<string>();
        foreach (var block in blocks.Skip(1))
        {
            var title = block[..block.IndexOf('\n', StringComparison.Ordinal)].Split(" | ");
            var sides = $"\n{block[(block.IndexOf('\n', StringComparison.Ordinal) + 1)..]}".Split("\n--\n");
            var name = file.StartsWith("pipelines", StringComparison.Ordinal) ? "Jenkinsfile" : "all.yaml";
            var result = EnvironmentComparison.Of(Collected.Of(($"dev/{name}", Fill(blocks[0], sides[0])), ($"production/{name}", Fill(blocks[0], sides[1]))));
            var found = result.Differences.Where(each => each.Category != "inherent").Select(each => $"{each.Category} {each.Workload} {each.Path}")
                .Concat(result.Pipelines.Where(each => each.Category != "inherent").Select(each => $"{each.Category} {each.Stage}: {each.Step}")).Order(StringComparer.Ordinal);
            var problems = result.Diagnostics.Where(each => each.Level == DiagnosticLevel.Problem && each.Code != "ADOPT-051").Select(each => each.ToString());
            var (expected, told) = (string.Join(" | ", title.Skip(1).Order(StringComparer.Ordinal)), string.Join(" | ", found.Concat(problems)));
            if (expected != told) wrong.Add($"{title[0]}: expected '{expected}', found '{told}'");
        }
        foreach (var each in wrong) output.WriteLine($"wrong: {each}");
        output.WriteLine($"{file}: {blocks.Length - 1 - wrong.Count} of {blocks.Length - 1} pairs");
        Assert.Equal([], wrong);
    }

    private static string Fill(string template, string body)
    {
        var at = template.IndexOf("@@", StringComparison.Ordinal);
        var indent = at - template.LastIndexOf('\n', at) - 1;
        return template.Replace("@@", string.Join($"\n{new string(' ', indent)}", body.Trim('\n').Split('\n')), StringComparison.Ordinal);
    }

    private static string Root
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(directory.FullName, "System.sln"))) directory = directory.Parent!;
            return Path.Combine(directory.FullName, "tests/Verification/Adoption/Pairs");
        }
    }
}
