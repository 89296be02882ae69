using Aspire.Hosting;

namespace Subset.Dcp;

public sealed class ProjectTests
{
    private sealed class BuiltProject : IBuiltProjectMetadata
    {
        public string ProjectPath { get; } = Find(AppContext.BaseDirectory);

        public string TargetPath => Path.Combine(AppContext.BaseDirectory, "SmallApp.dll");

        private static string Find(string folder)
        {
            var project = Path.Combine(folder, "tests", "SmallApp", "SmallApp.csproj");
            return File.Exists(project) ? project : Find(Path.GetDirectoryName(folder) ?? throw new FileNotFoundException(project));
        }
    }

    [Fact]
    public async Task A_built_project_starts_as_its_program_in_the_folder_of_the_project()
    {
        await using var app = await RunningApp.StartAsync(b => b.AddProject<BuiltProject>("web").WithArgs("serve").WithHttpEndpoint(env: "PORT").WithReplicas(2));
        var web = await app.UntilAsync("web", "Running");
        var properties = web.Snapshot.Properties.ToDictionary(p => p.Name, p => p.Value);

        Assert.Equal("Project", web.Snapshot.ResourceType);
        Assert.Equal(RunningApp.Program, properties["executable.path"]);
        Assert.Equal(Path.GetDirectoryName(new BuiltProject().ProjectPath), properties["executable.workDir"]);
        Assert.Equal(2, app.InstancesOf("web").Count);
    }

    [Fact]
    public async Task A_project_added_by_its_path_is_built_and_started()
    {
        using var project = new TemporaryProject("""Console.WriteLine("built and started");""");
        await using var app = await RunningApp.StartAsync(b => b.AddProject("tool", project.Path));
        var ended = await app.UntilAsync("tool", "Finished");

        Assert.Equal("built and started", await app.LineAsync(ended.ResourceId, "built"));
    }

    [Fact]
    public async Task A_project_that_does_not_build_fails_with_the_lines_of_the_compiler()
    {
        using var project = new TemporaryProject("this is not C#;");
        await using var app = await RunningApp.StartAsync(b =>
        {
            b.AddProject("broken", project.Path);
            b.AddService("other");
        });
        await app.UntilAsync("broken", "FailedToStart");
        var error = await app.ErrorAsync("'broken'", TimeSpan.FromSeconds(1));
        await app.UntilAsync("other", "Running");

        Assert.Matches("does not build", error);
        Assert.Matches("Program.cs.*error CS", error);
    }
}
