using System.Text.RegularExpressions;

namespace Repository;

public sealed partial class SolutionTests
{
    [Fact]
    public void Holds_every_project_of_the_tree()
    {
        var listed = ProjectPath().Matches(File.ReadAllText(Path.Combine(Tree.Root, "System.sln")))
            .Select(match => match.Groups[1].Value.Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

        Assert.Equal(Tree.Files("*.csproj"), listed);
    }

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex ProjectPath();
}
