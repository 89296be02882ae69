using System.Collections.Immutable;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Grpc.Core;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Wire = Aspire.Hosting.Dashboard.Wire;

namespace Subset.Dashboard;

public sealed class ResourceServiceTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Refuses_a_call_without_the_key_of_the_run()
    {
        await using var service = await RunningResourceService.StartAsync(_ => { });

        var none = await Assert.ThrowsAsync<RpcException>(() => service.Client.GetApplicationInformationAsync(new(), cancellationToken: Cancelled).ResponseAsync);
        var wrong = await Assert.ThrowsAsync<RpcException>(() => service.Client.GetApplicationInformationAsync(
            new(), new Metadata { { ResourceServiceKey.Header, "wrong" } }, cancellationToken: Cancelled).ResponseAsync);

        Assert.Equal((StatusCode.Unauthenticated, StatusCode.Unauthenticated), (none.StatusCode, wrong.StatusCode));
    }

    [Theory]
    [InlineData("Shop.AppHost", "Shop")]
    [InlineData("Shop", "Shop")]
    [InlineData("AppHost", "AppHost")]
    public async Task Names_the_application_without_its_AppHost_suffix(string project, string expected)
    {
        await using var service = await RunningResourceService.StartAsync(builder => builder.Configuration["AppHost:DashboardApplicationName"] = project);

        var information = await service.Client.GetApplicationInformationAsync(new(), service.Key, cancellationToken: Cancelled);

        Assert.Equal(expected, information.ApplicationName);
    }

    [Fact]
    public async Task Shows_everything_of_a_snapshot()
    {
        await using var service = await RunningResourceService.StartAsync(builder => builder.AddExecutable("worker", "sleep", "."));
        var started = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

        await service.Notifications.PublishUpdateAsync(service.Resource("worker"), "worker-abc", _ => (RunningResourceService.Snapshot() with
        {
            State = new ResourceStateSnapshot("Exited", "error"),
            ExitCode = 3,
            StartTimeStamp = started,
            StopTimeStamp = started.AddMinutes(1),
            IsHidden = true,
            IconName = "Box",
            IconVariant = IconVariant.Filled,
            EnvironmentVariables = [new("REGION", "north", IsFromSpec: true)],
            Urls = [new("http", "http://localhost:1", IsInternal: false) { DisplayProperties = new("Shop", 2) }],
            Volumes = [new("data", "/data", "volume", IsReadOnly: true)],
            Relationships = [new("database", "Reference"), new("group", "Parent")],
            Properties = [new("executable.args", ImmutableArray.Create("--size", "2")), new("executable.pid", 42) { IsSensitive = true, DisplayName = "PID", SortOrder = 1, IsHighlighted = true }],
        }).WithHealthReports([new("ready", HealthStatus.Degraded, "slow", null)]));
        var resource = await service.WaitForAsync("worker-abc", _ => true);

        Assert.Equal(("worker", "Executable", "Exited", "error", true, "Box", Wire.IconVariant.Filled),
            (resource.DisplayName, resource.ResourceType, resource.State, resource.StateStyle, resource.IsHidden, resource.IconName, resource.IconVariant));
        Assert.Equal((started, started.AddMinutes(1)), (resource.StartedAt.ToDateTime(), resource.StoppedAt.ToDateTime()));
        Assert.Equal(new Wire.EnvironmentVariable { Name = "REGION", Value = "north", IsFromSpec = true }, Assert.Single(resource.Environment));
        Assert.Equal(new Wire.Url { EndpointName = "http", FullUrl = "http://localhost:1", DisplayProperties = new() { DisplayName = "Shop", SortOrder = 2 } }, Assert.Single(resource.Urls));
        Assert.Equal(new Wire.Volume { Source = "data", Target = "/data", MountType = "volume", IsReadOnly = true }, Assert.Single(resource.Volumes));
        Assert.Equal([("database", "Reference"), ("group", "Parent")], resource.Relationships.Select(relation => (relation.ResourceName, relation.Type)));
        Assert.Equal(new Wire.HealthReport { Key = "ready", Description = "slow", Status = Wire.HealthStatus.Degraded }, Assert.Single(resource.HealthReports));
        var properties = resource.Properties.ToDictionary(property => property.Name);
        Assert.Equal("3", properties["resource.exitCode"].Value.StringValue);
        Assert.Equal(["--size", "2"], properties["executable.args"].Value.ListValue.Values.Select(value => value.StringValue));
        Assert.Equal((42d, true, "PID", 1, true), (properties["executable.pid"].Value.NumberValue, properties["executable.pid"].IsSensitive,
            properties["executable.pid"].DisplayName, properties["executable.pid"].SortOrder, properties["executable.pid"].IsHighlighted));
    }

    [Fact]
    public async Task Sends_each_replica_first_as_it_is_and_then_as_it_changes()
    {
        await using var service = await RunningResourceService.StartAsync(builder => builder.AddExecutable("worker", "sleep", "."));
        var worker = service.Resource("worker");
        foreach (var replica in new[] { "worker-a", "worker-b" })
        {
            await service.Notifications.PublishUpdateAsync(worker, replica, _ => RunningResourceService.Snapshot("Starting"));
            await service.WaitForAsync(replica, resource => resource.State == "Starting");
        }

        using var call = service.Client.WatchResources(new(), service.Key, cancellationToken: Cancelled);
        await call.ResponseStream.MoveNext(Cancelled);
        var first = call.ResponseStream.Current.InitialData.Resources;
        await service.Notifications.PublishUpdateAsync(worker, "worker-b", snapshot => snapshot with { State = "Running" });
        await call.ResponseStream.MoveNext(Cancelled);
        var second = call.ResponseStream.Current.Changes.Value;

        Assert.Equal([("worker-a", "Starting"), ("worker-b", "Starting")], first.Where(resource => resource.DisplayName == "worker").Select(resource => (resource.Name, resource.State)).Order());
        Assert.Equal([("worker-b", "Running")], second.Select(change => (change.Upsert.Name, change.Upsert.State)));
    }

    [Fact]
    public async Task Follows_a_console_log_or_ends_after_the_lines_there_are()
    {
        await using var service = await RunningResourceService.StartAsync(builder => builder.AddExecutable("worker", "sleep", "."));
        service.Logs.GetLogger("worker").LogInformation("first");
        service.Logs.GetLogger("worker").LogError("second");

        var now = await LinesAsync(service, new() { ResourceName = "worker", SuppressFollow = true }, int.MaxValue);
        var following = LinesAsync(service, new() { ResourceName = "worker" }, 3);
        service.Logs.GetLogger("worker").LogInformation("third");

        Assert.Equal([(1, false), (2, true)], now.Select(line => (line.LineNumber, line.IsStdErr)));
        Assert.EndsWith("first", now[0].Text, StringComparison.Ordinal);
        Assert.EndsWith("third", (await following)[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_a_silent_stream_of_interactions_open_until_the_dashboard_leaves()
    {
        await using var service = await RunningResourceService.StartAsync(_ => { });
        using var call = service.Client.WatchInteractions(service.Key, cancellationToken: Cancelled);

        var next = call.ResponseStream.MoveNext(Cancelled);
        await call.RequestStream.WriteAsync(new() { InteractionId = 7, Complete = new() }, Cancelled);
        var isSilent = await Task.WhenAny(next, Task.Delay(300, Cancelled)) != next;
        await call.RequestStream.CompleteAsync();

        Assert.True(isSilent);
        Assert.False(await next);
    }

    private static async Task<List<Wire.ConsoleLogLine>> LinesAsync(RunningResourceService service, Wire.WatchResourceConsoleLogsRequest request, int count)
    {
        List<Wire.ConsoleLogLine> lines = [];
        using var call = service.Client.WatchResourceConsoleLogs(request, service.Key, cancellationToken: Cancelled);
        while (lines.Count < count && await call.ResponseStream.MoveNext(Cancelled)) lines.AddRange(call.ResponseStream.Current.LogLines);
        return lines;
    }
}
