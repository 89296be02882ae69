using System.Text.RegularExpressions;

namespace Repository;

public sealed partial class PackageTests
{
    [Fact]
    public void Every_version_states_licence_and_reason()
    {
        var silent = File.ReadLines(Path.Combine(Tree.Root, "Directory.Packages.props"))
            .Where(line => line.Contains("<PackageVersion ", StringComparison.Ordinal) && !Stated().IsMatch(line));

        Assert.Equal([], silent);
    }

    [Fact]
    public void No_project_states_a_version_of_its_own()
    {
        var own = Tree.Files("*.csproj", "*.props", "*.targets")
            .Where(path => path != "Directory.Packages.props" && OwnVersion().IsMatch(File.ReadAllText(Path.Combine(Tree.Root, path))));

        Assert.Equal([], own);
    }

    [GeneratedRegex("<!-- [A-Za-z0-9.-]+: .+ -->")]
    private static partial Regex Stated();

    [GeneratedRegex("<PackageReference [^>]*Version=")]
    private static partial Regex OwnVersion();
}
