namespace Subset.Build;

public sealed class ProjectsTests
{
    [Fact]
    public async Task A_referenced_project_becomes_a_class_and_is_built_but_neither_referenced_nor_copied()
    {
        using var tree = new ProjectTree();
        tree.Environment["RestoreNpmPackages"] = "false";

        var (exitCode, output) = await tree.BuildAsync();
        Assert.True(exitCode == 0, output);
        var facts = await tree.FactsAsync();

        var target = tree.PathOf("artifacts", "bin", "My.Service-1", "debug", "My.Service-1.dll");
        Assert.Equal($"{tree.PathOf("My.Service-1", "My.Service-1.csproj")}|{target}|True", facts["service"]);
        Assert.True(File.Exists(target));
        Assert.Equal(tree.PathOf("AppHost"), facts["apphost"]);
        Assert.Equal((tree.PathOf("AppHost"), "AppHost.csproj", tree.PathOf("artifacts", "obj", "AppHost") + Path.DirectorySeparatorChar),
            (facts["apphostprojectpath"], facts["apphostprojectname"], facts["apphostprojectbaseintermediateoutputpath"]));
        Assert.True(File.Exists(facts["garnetserverpath"]));
        Assert.Equal(
            ["AppHost.dll", "Library.dll"],
            Directory.GetFiles(tree.PathOf("artifacts", "bin", "AppHost", "debug"), "*.dll").Select(Path.GetFileName).Intersect(["AppHost.dll", "Library.dll", "My.Service-1.dll"]).Order());
    }

    [Fact]
    public async Task A_second_build_compiles_nothing_again_and_a_new_project_gets_its_class()
    {
        using var tree = new ProjectTree();
        tree.Environment["RestoreNpmPackages"] = "false";
        await tree.BuildAsync();
        var assembly = tree.PathOf("artifacts", "bin", "AppHost", "debug", "AppHost.dll");
        var built = File.GetLastWriteTimeUtc(assembly);

        var again = await tree.BuildAsync();
        var untouched = File.GetLastWriteTimeUtc(assembly);
        File.Copy(tree.PathOf("My.Service-1", "Program.cs"), Directory.CreateDirectory(tree.PathOf("2nd")).FullName + "/Program.cs");
        File.Copy(tree.PathOf("My.Service-1", "My.Service-1.csproj"), tree.PathOf("2nd", "2nd.csproj"));
        var project = File.ReadAllText(tree.PathOf("AppHost", "AppHost.csproj"));
        tree.Write("AppHost/AppHost.csproj", project.Replace("<ProjectReference Include=\"../My", "<ProjectReference Include=\"../2nd/2nd.csproj\" /><ProjectReference Include=\"../My", StringComparison.Ordinal));
        tree.Write("AppHost/Program.cs", File.ReadAllText(tree.PathOf("AppHost", "Program.cs")) + "Console.WriteLine(\"second=\" + new Projects._2nd().ProjectPath);");
        var (exitCode, output) = await tree.BuildAsync();

        Assert.Equal((0, built), (again.ExitCode, untouched));
        Assert.True(exitCode == 0, output);
        Assert.Equal(tree.PathOf("2nd", "2nd.csproj"), (await tree.FactsAsync())["second"]);
    }

    [Fact]
    public async Task A_library_among_the_resources_is_warned_about_with_the_remedy()
    {
        using var tree = new ProjectTree();
        tree.Environment["RestoreNpmPackages"] = "false";
        var project = File.ReadAllText(tree.PathOf("AppHost", "AppHost.csproj"));
        tree.Write("AppHost/AppHost.csproj", project.Replace(" IsAspireProjectResource=\"false\"", "", StringComparison.Ordinal));

        var (exitCode, output) = await tree.BuildAsync();

        Assert.True(exitCode == 0, output);
        var warning = Assert.Single(output.Split('\n').Select(line => line.Trim()).Distinct(), line => line.Contains("warning ASPIRE004", StringComparison.Ordinal));
        Assert.Contains("Library.csproj", warning, StringComparison.Ordinal);
        Assert.Contains("IsAspireProjectResource=\"false\"", warning, StringComparison.Ordinal);
    }
}
