using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Subset.Model;

public class WaitTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_resource_waits_for_the_health_and_the_handlers_of_its_dependency()
    {
        using var pair = new Pair((orders, database) => orders.WaitFor(database), database => database.WithHealthCheck("ping"));
        var waiting = pair.WaitAsync();
        Assert.Equal(("Waiting", "database"), pair.Shown());
        await pair.PublishAsync(snapshot => snapshot with { State = KnownResourceStates.Running, HealthReports = [new("ping", null, null, null)], ResourceReadyEvent = new(Task.CompletedTask) });
        await Task.Delay(30, Stop);
        Assert.False(waiting.IsCompleted);
        await pair.PublishAsync(snapshot => snapshot with { HealthReports = [new("ping", Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy, null, null)] });
        await waiting;
        Assert.Equal(("Waiting", ""), pair.Shown());
    }

    [Fact]
    public async Task Waiting_for_the_start_does_not_ask_for_health()
    {
        using var pair = new Pair((orders, database) => orders.WaitForStart(database), database => database.WithHealthCheck("ping"));
        var waiting = pair.WaitAsync();
        await pair.PublishAsync(snapshot => snapshot with { State = KnownResourceStates.Running, HealthReports = [new("ping", null, null, null)] });
        await waiting;
    }

    [Theory]
    [InlineData("FailedToStart", "it failed to start")]
    [InlineData("Exited", "it entered the 'Exited' state prematurely")]
    [InlineData("Finished", "it entered the 'Finished' state prematurely")]
    [InlineData("RuntimeUnhealthy", "it entered the 'RuntimeUnhealthy' state prematurely")]
    public async Task A_dependency_that_ends_ends_the_wait_and_says_why(string state, string cause)
    {
        using var pair = new Pair((orders, database) => orders.WaitFor(database, WaitBehavior.StopOnResourceUnavailable));
        var waiting = pair.WaitAsync();
        await pair.PublishAsync(snapshot => snapshot with { State = state });
        Assert.Equal($"Resource 'orders' stopped waiting for dependency resource 'database' because {cause}.", (await Assert.ThrowsAsync<DistributedApplicationException>(() => waiting)).Message);
    }

    [Fact]
    public async Task A_patient_wait_goes_on_and_says_so_until_the_dependency_is_started_again()
    {
        using var pair = new Pair((orders, database) => orders.WaitForStart(database, WaitBehavior.WaitOnResourceUnavailable));
        var waiting = pair.WaitAsync();
        await pair.PublishAsync(snapshot => snapshot with { State = KnownResourceStates.FailedToStart });
        await Task.Delay(50, Stop);
        Assert.False(waiting.IsCompleted);
        Assert.Contains(await pair.LogAsync(), line => line.EndsWith("Still waiting for resource 'database', which entered the 'FailedToStart' state. Start it again, or wait with WaitBehavior.StopOnResourceUnavailable.", StringComparison.Ordinal));
        await pair.PublishAsync(snapshot => snapshot with { State = KnownResourceStates.Running });
        await waiting;
    }

    [Theory]
    [InlineData("Finished", 0, 0, null)]
    [InlineData("Exited", 3, 3, null)]
    [InlineData("Finished", 1, 0, "it entered the 'Finished' state with exit code '1', expected '0'")]
    [InlineData("FailedToStart", null, 0, "it failed to start")]
    public async Task Completion_means_the_expected_exit_code(string state, int? exitCode, int expected, string? cause)
    {
        using var pair = new Pair((orders, database) => orders.WaitForCompletion(database, expected));
        var waiting = pair.WaitAsync();
        await pair.PublishAsync(snapshot => snapshot with { State = KnownResourceStates.Running });
        await pair.PublishAsync(snapshot => snapshot with { State = state, ExitCode = exitCode });
        var failure = await Record.ExceptionAsync(() => waiting);
        Assert.Equal(cause is null ? null : $"Resource 'orders' stopped waiting for dependency resource 'database' because {cause}.", failure?.Message);
    }

    [Fact]
    public async Task Every_replica_of_the_dependency_is_waited_for()
    {
        using var pair = new Pair((orders, database) => orders.WaitForStart(database), database => database.WithAnnotation(new DcpInstancesAnnotation([new("database-a", "a", 0), new("database-b", "b", 1)])));
        var waiting = pair.WaitAsync();
        await pair.Notifications.PublishUpdateAsync(pair.Database, "database-a", snapshot => snapshot with { State = KnownResourceStates.Running });
        await Task.Delay(50, Stop);
        Assert.Equal((false, ("Waiting", "database-b")), (waiting.IsCompleted, pair.Shown()));
        await pair.Notifications.PublishUpdateAsync(pair.Database, "database-b", snapshot => snapshot with { State = KnownResourceStates.Running });
        await waiting;
    }

    [Fact]
    public async Task A_wait_for_what_is_not_in_the_model_fails_at_once()
    {
        var builder = Models.Run();
        var orders = builder.AddContainer("orders", "orders").WaitFor(builder.CreateResourceBuilder(new Queue("ghost")));
        using var app = builder.Build();
        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.ResourceNotifications.WaitForDependenciesAsync(orders.Resource, Stop));
        Assert.Equal("Resource 'orders' waits for 'ghost', which is not in the application model and so never starts. Add it with AddResource, or remove the wait.", failure.Message);
    }

    [Fact]
    public async Task A_cancelled_wait_tells_what_it_was_waiting_for()
    {
        using var pair = new Pair((orders, database) => orders.WaitFor(database));
        using var limit = new CancellationTokenSource(50);
        var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pair.Notifications.WaitForDependenciesAsync(pair.Orders, limit.Token));
        Assert.Equal("Resource 'orders' failed to wait for dependencies before the operation was cancelled.", failure.Message.Split(Environment.NewLine)[0]);
        Assert.Equal(["- Waiting For:", "  - database: Unable to retrieve current state."], failure.Message.Split(Environment.NewLine)[^2..]);
    }

    [Theory]
    [InlineData(false, "Waiting")]
    [InlineData(true, "NotStarted")]
    public async Task Only_the_orchestrator_holds_back_what_starts_by_hand(bool isOrchestrated, string state)
    {
        var builder = Models.Run();
        var database = builder.AddContainer("database", "postgres");
        var report = builder.AddResource(new Queue("report")).WithExplicitStart().WaitForStart(database);
        if (isOrchestrated) report.WithAnnotation(new DcpInstancesAnnotation([new("report", "", 0)]));
        using var app = builder.Build();
        await app.ResourceNotifications.PublishUpdateAsync(report.Resource, snapshot => snapshot with { State = KnownResourceStates.NotStarted });
        var waiting = app.ResourceNotifications.WaitForDependenciesAsync(report.Resource, Stop);
        Assert.True(app.ResourceNotifications.TryGetCurrentState("report", out var shown));
        Assert.Equal(state, shown.Snapshot.State?.Text);
        await app.ResourceNotifications.PublishUpdateAsync(database.Resource, snapshot => snapshot with { State = KnownResourceStates.Running });
        await waiting;
    }

    [Fact]
    public void A_resource_waits_neither_for_itself_nor_for_its_parent()
    {
        var builder = Models.Run();
        var server = builder.AddContainer("server", "postgres");
        var child = builder.AddResource(new Child("child", server.Resource));
        Assert.Equal("The 'server' resource cannot wait for itself.", Assert.Throws<DistributedApplicationException>(() => server.WaitFor(server)).Message);
        Assert.Equal("The 'child' resource cannot wait for its parent 'server'.", Assert.Throws<DistributedApplicationException>(() => child.WaitFor(server)).Message);
    }

    [Fact]
    public void Waiting_for_a_child_is_waiting_for_its_parent_too()
    {
        var builder = Models.Run();
        var server = builder.AddContainer("server", "postgres");
        var orders = builder.AddContainer("orders", "orders").WaitFor(builder.AddResource(new Child("child", server.Resource)));
        Assert.Equal(["server", "child"], orders.Resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource.Name));
        Assert.Equal(["child"], orders.Resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(relation => relation.Resource.Name));
    }

    private sealed class Child(string name, IResource parent) : Resource(name), IResourceWithParent, IResourceWithWaitSupport
    {
        public IResource Parent { get; } = parent;
    }

    private sealed class Pair : IDisposable
    {
        private readonly DistributedApplication _app;

        public Pair(Action<IResourceBuilder<ContainerResource>, IResourceBuilder<ContainerResource>> wait, Action<IResourceBuilder<ContainerResource>>? configure = null)
        {
            var builder = Models.Run();
            var database = builder.AddContainer("database", "postgres");
            var orders = builder.AddContainer("orders", "orders");
            (Database, Orders) = (database.Resource, orders.Resource);
            configure?.Invoke(database);
            wait(orders, database);
            _app = builder.Build();
        }

        public ContainerResource Database { get; }

        public ContainerResource Orders { get; }

        public ResourceNotificationService Notifications => _app.ResourceNotifications;

        public Task WaitAsync() => Notifications.WaitForDependenciesAsync(Orders, Stop);

        public Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) => Notifications.PublishUpdateAsync(Database, change);

        public (string? State, string WaitingFor) Shown()
        {
            Assert.True(Notifications.TryGetCurrentState("orders", out var current));
            var waitingFor = current.Snapshot.Properties.FirstOrDefault(property => property.Name == "resource.waitingFor")?.Value as string[] ?? [];
            return (current.Snapshot.State?.Text, string.Join(",", waitingFor));
        }

        public async Task<IReadOnlyList<string>> LogAsync()
        {
            var service = (ResourceLoggerService)_app.Services.GetService(typeof(ResourceLoggerService))!;
            var lines = new List<string>();
            await foreach (var batch in service.GetAllAsync(Orders))
            {
                lines.AddRange(batch.Select(line => line.Content));
            }

            return lines;
        }

        public void Dispose() => _app.Dispose();
    }
}
