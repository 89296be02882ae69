using Aspire.Hosting.ApplicationModel;

namespace Subset.Dcp;

public sealed class ReplicaTests
{
    [Fact]
    public async Task Replicas_share_an_address_and_have_ports_of_their_own()
    {
        await using var app = await RunningApp.StartAsync(b => b.AddService("web").WithTwo());
        var ids = app.InstancesOf("web");
        foreach (var id in ids)
            await app.UntilAsync("web", id, s => s.State?.Text == "Running" && s.Urls.Length == 2);
        var urls = ids.Select(id => app.Now(id).Urls).ToList();

        Assert.Equal(2, ids.Count);
        Assert.Equal(urls[0].Single(u => u.Name == "http").Url, urls[1].Single(u => u.Name == "http").Url);
        Assert.NotEqual(urls[0].Single(u => u.Name == "http target port").Url, urls[1].Single(u => u.Name == "http target port").Url);
    }

    [Fact]
    public async Task A_replica_is_restarted_alone()
    {
        await using var app = await RunningApp.StartAsync(b => b.AddService("web").WithTwo());
        var ids = app.InstancesOf("web");
        foreach (var id in ids)
            await app.UntilAsync("web", id, s => s.State?.Text == "Running" && app.PidOf(id) > 0);
        var before = ids.Select(app.PidOf).ToList();

        var result = await app.Application.ResourceCommands.ExecuteCommandAsync(ids[0], "restart", app.Timeout);
        await app.UntilAsync("web", ids[0], s => s.State?.Text == "Running" && app.PidOf(ids[0]) > 0 && app.PidOf(ids[0]) != before[0]);

        Assert.True(result.Success, result.Message);
        Assert.Equal(before[1], app.PidOf(ids[1]));
        Assert.Equal([], app.Printed.Errors);
    }

    [Fact]
    public async Task A_stopped_replica_starts_again_on_command()
    {
        await using var app = await RunningApp.StartAsync(b => b.AddService("web"));
        var id = app.InstancesOf("web").Single();
        await app.UntilAsync("web", "Running");

        await app.Application.ResourceCommands.ExecuteCommandAsync(id, "stop", app.Timeout);
        var stopped = await app.UntilAsync("web", "Finished");
        await app.Application.ResourceCommands.ExecuteCommandAsync(id, "start", app.Timeout);
        var started = await app.UntilAsync("web", "Running");

        Assert.Equal(ResourceCommandState.Enabled, stopped.Snapshot.Commands.Single(c => c.Name == "start").State);
        Assert.Null(started.Snapshot.ExitCode);
        Assert.Equal([], app.Printed.Errors);
    }

    [Fact]
    public async Task A_replica_that_is_killed_is_reported_and_the_other_goes_on()
    {
        await using var app = await RunningApp.StartAsync(b => b.AddService("web").WithTwo());
        var ids = app.InstancesOf("web");
        foreach (var id in ids)
            await app.UntilAsync("web", id, s => s.State?.Text == "Running" && app.PidOf(id) > 0);
        System.Diagnostics.Process.GetProcessById(app.PidOf(ids[0])).Kill();
        await app.UntilAsync("web", ids[0], s => s.State?.Text == "Finished");
        var error = await app.ErrorAsync(ids[0], TimeSpan.FromSeconds(1));

        Assert.Matches("was killed", error);
        Assert.Equal("Running", app.Now(ids[1]).State?.Text);
    }
}
