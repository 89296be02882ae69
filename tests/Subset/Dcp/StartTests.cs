using Aspire.Hosting;

namespace Subset.Dcp;

public sealed class StartTests
{
    [Fact]
    public async Task The_events_of_a_start_come_in_their_order()
    {
        var events = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var app = await RunningApp.StartAsync(b => b.AddService("web")
            .OnInitializeResource((_, _, _) => Note("initialize"))
            .OnResourceEndpointsAllocated((_, _, _) => Note("allocated"))
            .OnBeforeResourceStarted((_, _, _) => Note("starting"))
            .OnResourceReady((_, _, _) => Note("ready"))
            .OnResourceStopped((_, _, _) => Note("stopped")));
        await app.Notifications.WaitForResourceHealthyAsync("web", app.Timeout);
        await app.Application.ResourceCommands.ExecuteCommandAsync(app.InstancesOf("web").Single(), "stop", app.Timeout);
        await app.UntilAsync("web", "Finished");
        while (events.Count < 5)
            await Task.Delay(10, app.Timeout);

        Assert.Equal(["initialize", "allocated", "starting", "ready", "stopped"], events);

        Task Note(string name)
        {
            events.Enqueue(name);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task One_that_waits_starts_when_the_other_is_healthy()
    {
        var gate = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using var app = await RunningApp.StartAsync(b =>
        {
            var store = b.AddService("store", $"unhealthy-until={gate}").WithHttpHealthCheck("/");
            b.AddService("web").WaitFor(store);
        });
        await app.UntilAsync("store", s => s.State?.Text == "Running" && s.HealthReports.Any(r => r.Status is not null));
        var waiting = await app.UntilAsync("web", "Waiting");
        await File.WriteAllTextAsync(gate, "", app.Timeout);
        var running = await app.UntilAsync("web", "Running");
        File.Delete(gate);

        Assert.Null(waiting.Snapshot.StartTimeStamp);
        Assert.True(running.Snapshot.StartTimeStamp > app.Now(app.InstancesOf("store").Single()).StartTimeStamp);
    }

    [Fact]
    public async Task One_that_waits_starts_at_once_on_command()
    {
        await using var app = await RunningApp.StartAsync(b => b.AddService("web").WaitForCompletion(b.AddService("endless")));
        var waiting = await app.UntilAsync("web", "Waiting");
        await app.Application.ResourceCommands.ExecuteCommandAsync(waiting.ResourceId, "start", app.Timeout);

        Assert.Equal("Running", (await app.UntilAsync("web", "Running")).Snapshot.State?.Text);
    }

    [Fact]
    public async Task An_explicit_start_waits_for_the_command()
    {
        await using var app = await RunningApp.StartAsync(b => b.AddService("tool").WithExplicitStart());
        var idle = await app.UntilAsync("tool", "NotStarted");
        await app.Application.ResourceCommands.ExecuteCommandAsync(idle.ResourceId, "start", app.Timeout);

        Assert.Equal("Running", (await app.UntilAsync("tool", "Running")).Snapshot.State?.Text);
    }

    [Fact]
    public async Task A_reference_reaches_the_other_service_through_its_proxy()
    {
        await using var app = await RunningApp.StartAsync(b =>
        {
            var api = b.AddService("api").WithTwo();
            b.AddExecutable("caller", "/bin/sh", "/", "-c", "echo url=$services__api__http__0").WithReference(api.GetEndpoint("http"));
        });
        var caller = await app.UntilAsync("caller", "Finished");
        var url = await app.LineAsync(caller.ResourceId, "url=");
        await app.UntilAsync("api", "Running");
        using var http = new HttpClient();

        Assert.Equal(app.Now(app.InstancesOf("api")[0]).Urls.Single(u => u.Name == "http").Url, url["url=".Length..]);
        Assert.True(await Answers(http, url["url=".Length..], app.Timeout));
    }

    private static async Task<bool> Answers(HttpClient http, string url, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return (await http.GetAsync(url, cancellationToken)).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20, cancellationToken);
            }
        }
    }
}
