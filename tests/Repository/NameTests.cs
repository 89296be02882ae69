using System.Text.RegularExpressions;

namespace Repository;

/// <summary>Drawers are not names. The subset is exempt: its type names are Aspire's.</summary>
public sealed partial class NameTests
{
    [Fact]
    public void No_file_is_a_drawer() =>
        Assert.Equal([], Sources().Where(path => Drawer().IsMatch(Path.GetFileNameWithoutExtension(path))));

    [Fact]
    public void No_type_is_a_drawer()
    {
        var drawers = Sources().SelectMany(path => TypeName().Matches(File.ReadAllText(Path.Combine(Tree.Root, path)))
            .Select(match => match.Groups[1].Value).Where(name => Drawer().IsMatch(name)).Select(name => $"{path}: {name}"));

        Assert.Equal([], drawers);
    }

    private static IEnumerable<string> Sources() =>
        Tree.Files("*.cs").Where(path => !path.StartsWith("hosting/Aspire.Hosting.Subset/", StringComparison.Ordinal));

    [GeneratedRegex("(Extensions|Helpers?|Utils?|Utilities|Common|Manager|Processor|Base)$")]
    private static partial Regex Drawer();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+([A-Z]\w*)")]
    private static partial Regex TypeName();
}
