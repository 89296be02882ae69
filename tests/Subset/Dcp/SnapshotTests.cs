using Aspire.Hosting;

namespace Subset.Dcp;

public sealed class SnapshotTests
{
    [Fact]
    public async Task Settings_are_shown_and_secrets_masked()
    {
        await using var app = await RunningApp.StartAsync(b =>
        {
            b.Configuration["Parameters:word"] = "open sesame";
            var word = b.AddParameter("word", secret: true);
            b.AddService("web").WithEnvironment("PLAIN", "seen").WithEnvironment("WORD", word).WithArgs(word);
        });
        var web = await app.UntilAsync("web", s => s.State?.Text == "Running" && s.EnvironmentVariables.Length > 0);
        var settings = web.Snapshot.EnvironmentVariables.Where(v => v.IsFromSpec).ToDictionary(v => v.Name, v => v.Value);
        var arguments = (IEnumerable<string>)web.Snapshot.Properties.Single(p => p.Name == "resource.appArgs").Value!;

        Assert.Equal("seen", settings["PLAIN"]);
        Assert.Equal("●●●●●●●●", settings["WORD"]);
        Assert.Equal(["serve", "●●●●●●●●"], arguments);
    }

    [Fact]
    public async Task Relationships_parents_and_parameters_are_shown()
    {
        await using var app = await RunningApp.StartAsync(b =>
        {
            b.Configuration["Parameters:size"] = "7";
            b.AddParameter("size");
            b.AddParameter("colour");
            var store = b.AddService("store");
            b.AddService("web").WaitFor(store).WithReference(store.GetEndpoint("http")).WithParentRelationship(store);
        });
        var web = await app.UntilAsync("web", "Running");

        Assert.Equal(["Parent", "Reference", "WaitFor"], web.Snapshot.Relationships.Where(r => r.ResourceName == "store").Select(r => r.Type).Order());
        Assert.Equal(app.InstancesOf("store").Single(), web.Snapshot.Properties.Single(p => p.Name == "resource.parentName").Value);
        Assert.Equal("7", app.Now("size").Properties.Single(p => p.Name == "Value").Value);
        Assert.Equal("ValueMissing", app.Now("colour").State?.Text);
    }

    [Fact]
    public async Task Output_and_errors_reach_the_log_of_the_resource()
    {
        await using var app = await RunningApp.StartAsync(b => b.AddSmall("leaver", "exit", "0"));
        var ended = await app.UntilAsync("leaver", "Finished");

        Assert.Equal("about to leave", await app.LineAsync(ended.ResourceId, "about"));
        Assert.Equal("something is wrong", await app.LineAsync(ended.ResourceId, "something"));
    }
}
