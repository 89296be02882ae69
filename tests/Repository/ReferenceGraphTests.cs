using System.Xml.Linq;

namespace Repository;

/// <summary>The reference graph is the architecture: ARCHITECTURE.md names these rules.</summary>
public sealed class ReferenceGraphTests
{
    private const string Subset = "Aspire.Hosting.Subset";

    [Fact]
    public void Model_references_nothing() => Assert.Equal([], References("hosting/Model").Concat(Packages("hosting/Model")));

    [Theory]
    [InlineData("hosting/Emission")]
    [InlineData("hosting/Verification")]
    public void Emission_and_verification_see_only_the_model(string folder) =>
        Assert.Equal([], References(folder).Except(["Parity.Model", "Parity.Emission"]));

    [Fact]
    public void Scaling_sees_at_most_the_model() => Assert.Equal([], References("hosting/Scaling").Except(["Parity.Model"]));

    [Fact]
    public void Delivery_sees_nothing_of_Aspire_or_the_command_line() =>
        Assert.Equal([], References("hosting/Delivery").Except(["Parity.Model", "Parity.Emission", "Parity.Verification"]));

    [Fact]
    public void Load_sees_only_scaling() => Assert.Equal(["Parity.Scaling"], References("hosting/Load"));

    [Fact]
    public void Only_authoring_command_line_and_apphost_see_Aspire()
    {
        var seeing = Projects().Where(project => !project.StartsWith("tests/", StringComparison.Ordinal) && References(Folder(project)).Contains(Subset));

        Assert.Equal([], seeing.Except(["AppHost/AppHost.csproj", "hosting/Authoring/Parity.Authoring.csproj", "hosting/CommandLine/Parity.CommandLine.csproj"]));
    }

    [Fact]
    public void Services_see_only_the_service_defaults()
    {
        var others = Projects().Where(project => project.StartsWith("services/", StringComparison.Ordinal))
            .SelectMany(project => References(Folder(project)).Except(["ServiceDefaults"]).Select(reference => $"{project} -> {reference}"));

        Assert.Equal([], others);
    }

    [Theory]
    [InlineData("hosting/Model")]
    [InlineData("hosting/Emission")]
    [InlineData("hosting/Verification")]
    [InlineData("hosting/Scaling")]
    public void Pure_projects_ban_clock_randomness_environment_and_disk(string folder) =>
        Assert.Equal("true", Project(folder).Descendants("PureProject").Single().Value);

    private static IReadOnlyList<string> Projects() => Tree.Files("*.csproj");

    private static string Folder(string project) => Path.GetDirectoryName(project)!;

    private static IEnumerable<string> References(string folder) =>
        Project(folder).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

    private static IEnumerable<string> Packages(string folder) =>
        Project(folder).Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value);

    private static XDocument Project(string folder) =>
        XDocument.Load(Path.Combine(Tree.Root, Tree.Files($"{folder}/*.csproj").Single()));
}
