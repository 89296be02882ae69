namespace EndToEnd.Scaling;

public sealed class ScalingTests(ITestOutputHelper output)
{
    private const string Quick = "--Scaling:SyncSeconds=2";

    [Fact]
    public async Task No_request_fails_while_replicas_come_and_go()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var system = await SleeperSystem.StartAsync(cancellation, Quick, "--Sleeper:Milliseconds=20");
        await system.ExecuteAsync("pause", cancellation);

        var report = await system.LoadAsync(rate: 10, async () =>
        {
            foreach (var replicas in new[] { 3, 1, 2, 1 }) await system.SetReplicasAsync(replicas, cancellation);
        }, cancellation);

        foreach (var failure in system.Failures) output.WriteLine(failure);
        output.WriteLine($"{report.Answered} of {report.Intended} answered, {report.Errors} failed: {string.Join(", ", report.ErrorKinds)}");
        Assert.Empty(report.ErrorKinds);
        Assert.True(report.Answered > 20, $"Only {report.Answered} requests were answered.");
    }

    [Fact]
    public async Task Load_brings_replicas_with_a_reason_and_its_end_takes_them_away()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var system = await SleeperSystem.StartAsync(cancellation, Quick, "--Sleeper:Window=0", "--Sleeper:Maximum=3", "--Sleeper:Milliseconds=1000", "--Sleeper:Concurrency=1000");

        await system.LoadAsync(rate: 20, () => system.UntilDecidedAsync(": 1 -> ", cancellation), cancellation);
        await system.UntilDecidedAsync(" -> 1", cancellation);

        foreach (var line in system.Decisions) output.WriteLine(line);
        Assert.Contains(system.Decisions, line => line.Contains("ingress_requests_in_flight", StringComparison.Ordinal) && line.Contains("/ 10 per replica wants", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pause_leaves_the_replicas_alone_and_after_it_the_machines_maximum_holds()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var system = await SleeperSystem.StartAsync(cancellation, Quick, "--Scaling:MaximumReplicas=2", "--Sleeper:Maximum=5", "--Sleeper:Milliseconds=1000", "--Sleeper:Concurrency=1000");
        using var gauges = new Gauges("Parity.Scaling");
        await system.ExecuteAsync("pause", cancellation);

        await system.LoadAsync(rate: 40, async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(8), cancellation);
            Assert.Equal(1, system.Running);
            Assert.DoesNotContain(system.Decisions, line => line.Contains(": 1 -> ", StringComparison.Ordinal));

            await system.ExecuteAsync("resume", cancellation);
            await system.UntilDecidedAsync(": 1 -> 2", cancellation);
            await system.UntilRunningAsync(2, cancellation);
            await Task.Delay(TimeSpan.FromSeconds(8), cancellation);
        }, cancellation);

        foreach (var line in system.Decisions) output.WriteLine(line);
        Assert.Equal(2, system.Running);
        // More than ten for each of two replicas: it is the machine that holds them at two.
        Assert.Contains(system.Decisions, line => line.Contains("per replica wants", StringComparison.Ordinal) && line.Contains(", maximum 2: 1 -> 2", StringComparison.Ordinal));
        Assert.Equal((2, 2), (gauges.Read("scaling.replicas.desired"), gauges.Read("scaling.replicas.ready")));
        // One value for each metric; which is read last is not said.
        Assert.InRange(gauges.Read("scaling.metric.replicas"), 1, 2);
    }
}
