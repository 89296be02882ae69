using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Subset.Model;

public sealed class NotificationTests : IDisposable
{
    private readonly IDistributedApplicationBuilder _builder = Models.Run();
    private readonly IResourceBuilder<Queue> _jobs;
    private readonly DistributedApplication _app;

    public NotificationTests()
    {
        _jobs = _builder.AddResource(new Queue("jobs"));
        _app = _builder.Build();
    }

    private ResourceNotificationService Notifications => _app.ResourceNotifications;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_watcher_sees_what_is_and_then_every_change_once()
    {
        await Notifications.PublishUpdateAsync(_jobs.Resource, snapshot => snapshot with { State = "One" });
        await using var watch = Notifications.WatchAsync(Stop).GetAsyncEnumerator(Stop);
        Assert.True(await watch.MoveNextAsync());
        await Notifications.PublishUpdateAsync(_jobs.Resource, snapshot => snapshot with { State = "One" });
        await Notifications.PublishUpdateAsync(_jobs.Resource, snapshot => snapshot with { State = "Two" });
        var (first, firstVersion) = (watch.Current.Snapshot.State?.Text, watch.Current.Snapshot.Version);
        Assert.True(await watch.MoveNextAsync());
        Assert.Equal(("One", "Two", firstVersion + 1), (first, watch.Current.Snapshot.State?.Text, watch.Current.Snapshot.Version));
    }

    [Fact]
    public async Task No_update_is_lost_when_many_publish_at_once()
    {
        await Parallel.ForAsync(0, 500, Stop, async (_, _) => await Notifications.PublishUpdateAsync(_jobs.Resource, snapshot => snapshot with { ExitCode = (snapshot.ExitCode ?? 0) + 1 }));
        Assert.True(Notifications.TryGetCurrentState("jobs", out var current));
        Assert.Equal((500, 500), (current.Snapshot.ExitCode ?? 0, (int)current.Snapshot.Version));
    }

    [Fact]
    public async Task Replicas_have_their_own_ids_and_no_common_state()
    {
        _jobs.WithAnnotation(new DcpInstancesAnnotation([new("jobs-a", "a", 0), new("jobs-b", "b", 1)]));
        await Notifications.PublishUpdateAsync(_jobs.Resource, snapshot => snapshot with { State = KnownResourceStates.Running });
        await Notifications.PublishUpdateAsync(_jobs.Resource, "jobs-b", snapshot => snapshot with { State = KnownResourceStates.Exited });
        Assert.False(Notifications.TryGetCurrentState("jobs", out _));
        Assert.True(Notifications.TryGetCurrentState("jobs-a", out var a));
        Assert.True(Notifications.TryGetCurrentState("JOBS-B", out var b));
        Assert.Equal(("Running", "Exited"), (a.Snapshot.State?.Text, b.Snapshot.State?.Text));
    }

    [Fact]
    public async Task An_id_belongs_to_one_resource()
    {
        await Notifications.PublishUpdateAsync(_jobs.Resource, snapshot => snapshot);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Notifications.PublishUpdateAsync(new Queue("other"), "jobs", snapshot => snapshot));
    }

    [Fact]
    public async Task The_first_snapshot_is_the_initial_one_or_what_the_model_tells()
    {
        var parent = new Queue("parent");
        _jobs.WithParentRelationship(parent).WithIconName("Mail").WithHidden();
        await Notifications.PublishUpdateAsync(_jobs.Resource, snapshot => snapshot);
        Assert.True(Notifications.TryGetCurrentState("jobs", out var current));
        Assert.Equal(("Queue", "Mail", IconVariant.Filled, true), (current.Snapshot.ResourceType, current.Snapshot.IconName, current.Snapshot.IconVariant, current.Snapshot.IsHidden));
        Assert.Equal([new RelationshipSnapshot("parent", "Parent")], current.Snapshot.Relationships);

        var initial = _builder.CreateResourceBuilder(new Queue("own")).WithInitialState(new() { ResourceType = "Own", Properties = [new("a", 1)] });
        await Notifications.PublishUpdateAsync(initial.Resource, snapshot => snapshot with { State = "Here" });
        Assert.True(Notifications.TryGetCurrentState("own", out var own));
        Assert.Equal(("Own", "Here", new ResourcePropertySnapshot("a", 1)), (own.Snapshot.ResourceType, own.Snapshot.State?.Text, own.Snapshot.Properties.Single()));
    }

    [Fact]
    public async Task Hiding_on_completion_depends_on_the_exit_code()
    {
        _jobs.WithHiddenOnCompletion(0, 3);
        var hidden = await HiddenAfterAsync(("Running", null), ("Finished", 3), ("Finished", 1));
        Assert.Equal([false, true, false], hidden);
    }

    [Fact]
    public async Task Commands_follow_the_state()
    {
        _jobs.WithCommand("drain", "Drain", _ => Task.FromResult(CommandResults.Success()), new() { UpdateState = context => context.ResourceSnapshot.State?.Text == "Running" ? ResourceCommandState.Enabled : ResourceCommandState.Disabled });
        await Notifications.PublishUpdateAsync(_jobs.Resource, snapshot => snapshot with { State = "Starting" });
        Assert.True(Notifications.TryGetCurrentState("jobs", out var before));
        await Notifications.PublishUpdateAsync(_jobs.Resource, snapshot => snapshot with { State = "Running" });
        Assert.True(Notifications.TryGetCurrentState("jobs", out var after));
        Assert.Equal((ResourceCommandState.Disabled, ResourceCommandState.Enabled), (before.Snapshot.Commands.Single().State, after.Snapshot.Commands.Single().State));
    }

    [Theory]
    [InlineData("Starting", new HealthStatus[] { HealthStatus.Healthy }, null)]
    [InlineData("Running", new HealthStatus[0], HealthStatus.Healthy)]
    [InlineData("Running", new[] { HealthStatus.Healthy, HealthStatus.Degraded }, HealthStatus.Degraded)]
    [InlineData("Running", new[] { HealthStatus.Unhealthy, HealthStatus.Healthy }, HealthStatus.Unhealthy)]
    public void Health_is_the_worst_report_of_what_runs(string state, HealthStatus[] reports, HealthStatus? expected)
    {
        var snapshot = new CustomResourceSnapshot { ResourceType = "x", Properties = [], State = state }.WithHealthReports([.. reports.Select((status, i) => new HealthReportSnapshot($"{i}", status, null, null))]);
        Assert.Equal(expected, snapshot.HealthStatus);
    }

    [Fact]
    public async Task Waiting_ends_with_the_state_or_with_an_account_of_where_it_stood()
    {
        var waiting = Notifications.WaitForResourceAsync("JOBS", ["A", "B"], Stop);
        await Notifications.PublishUpdateAsync(_jobs.Resource, snapshot => snapshot with { State = "B" });
        Assert.Equal("B", await waiting);

        using var limit = new CancellationTokenSource(50);
        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Notifications.WaitForResourceAsync("jobs", "C", limit.Token));
        Assert.Equal(
            ["Resource 'jobs' failed to reach one of the target states: [C] before the operation was cancelled.", "- Current State: B", "- Creation Time: (null)", "- Current Health: (null)"],
            cancelled.Message.Split(Environment.NewLine));
    }

    [Fact]
    public async Task A_wait_for_health_ends_when_nothing_can_come_any_more()
    {
        var unknown = await Assert.ThrowsAsync<DistributedApplicationException>(() => Notifications.WaitForResourceHealthyAsync("nobody", WaitBehavior.StopOnResourceUnavailable, Stop));
        Assert.Equal("Stopped waiting for resource 'nobody' to become healthy because it does not exist in the application model.", unknown.Message);
        await Notifications.PublishUpdateAsync(_jobs.Resource, snapshot => snapshot with { State = KnownResourceStates.FailedToStart });
        var failed = await Assert.ThrowsAsync<DistributedApplicationException>(() => Notifications.WaitForResourceHealthyAsync("jobs", WaitBehavior.StopOnResourceUnavailable, Stop));
        Assert.Equal("Stopped waiting for resource 'jobs' to become healthy because it failed to start.", failed.Message);
    }

    [Fact]
    public async Task A_wait_for_health_includes_those_who_handle_the_ready_event()
    {
        var handled = new TaskCompletionSource();
        var waiting = Notifications.WaitForResourceHealthyAsync("jobs", Stop);
        await Notifications.PublishUpdateAsync(_jobs.Resource, snapshot => snapshot with { State = KnownResourceStates.Running, ResourceReadyEvent = new(handled.Task) });
        await Task.Delay(30, Stop);
        Assert.False(waiting.IsCompleted);
        handled.SetResult();
        Assert.Equal("jobs", (await waiting).ResourceId);
    }

    private async Task<bool[]> HiddenAfterAsync(params (string State, int? ExitCode)[] changes)
    {
        var hidden = new List<bool>();
        foreach (var (state, exitCode) in changes)
        {
            await Notifications.PublishUpdateAsync(_jobs.Resource, snapshot => snapshot with { State = state, ExitCode = exitCode });
            Assert.True(Notifications.TryGetCurrentState("jobs", out var current));
            hidden.Add(current.Snapshot.IsHidden);
        }

        return [.. hidden];
    }
}
