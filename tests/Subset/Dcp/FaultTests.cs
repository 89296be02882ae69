using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Subset.Dcp;

public sealed class FaultTests
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_program_that_exits_is_named_with_its_code_and_last_lines()
    {
        await using var app = await RunningApp.StartAsync(b =>
        {
            b.AddSmall("leaver", "exit", "3");
            b.AddService("other");
        });
        var ended = await app.UntilAsync("leaver", "Finished");
        var error = await app.ErrorAsync("'leaver'", AtOnce);
        await app.UntilAsync("other", "Running");

        Assert.Equal(3, ended.Snapshot.ExitCode);
        Assert.Matches("exited with code 3", error);
        Assert.Matches("something is wrong", error);
    }

    [Theory]
    [InlineData("/no/such/program", "/", "The program '/no/such/program' of 'ghost' was not found: no such file or directory")]
    [InlineData("no-such-program", "/", "The program 'no-such-program' of 'ghost' was not found on PATH")]
    [InlineData("sh", "/no/such/folder", "The working directory '/no/such/folder' of 'ghost' does not exist")]
    [InlineData("/etc/passwd", "/", "permission denied")]
    public async Task A_program_that_cannot_be_started_says_so(string command, string folder, string cause)
    {
        await using var app = await RunningApp.StartAsync(b => b.AddExecutable("ghost", command, folder));
        var failed = await app.UntilAsync("ghost", "FailedToStart");
        var error = await app.ErrorAsync("'ghost'", AtOnce);

        Assert.Equal("error", failed.Snapshot.State!.Style);
        Assert.Contains(cause, error, StringComparison.Ordinal);
        Assert.Contains(cause, string.Join('\n', await app.LogOfAsync(failed.ResourceId)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_without_a_value_is_told_once_with_the_remedy_and_what_needs_it_fails()
    {
        await using var app = await RunningApp.StartAsync(b => b.AddService("needy").WithEnvironment("REGION", b.AddParameter("region")));
        await app.UntilAsync("needy", "FailedToStart");
        await app.ErrorAsync("'needy'", AtOnce);

        var told = Assert.Single(app.Printed.Lines, line => line.Text.Contains("parameter 'region'", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("Parameters__region", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_named_and_the_rest_runs()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;
        await using var app = await RunningApp.StartAsync(b =>
        {
            b.AddSmall("late", "serve").WithHttpEndpoint(port: port, env: "PORT");
            b.AddService("other");
        });
        await app.UntilAsync("late", "FailedToStart");
        var error = await app.ErrorAsync("'late'", AtOnce);
        await app.UntilAsync("other", "Running");

        Assert.Matches($"Port {port} .* already in use", error);
    }

    [Fact]
    public async Task A_port_that_two_endpoints_want_is_named_with_both_and_the_first_has_it()
    {
        int port;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }
        await using var app = await RunningApp.StartAsync(b =>
        {
            b.AddSmall("first", "serve").WithHttpEndpoint(port: port, env: "PORT");
            b.AddSmall("second", "serve").WithHttpEndpoint(port: port, env: "PORT");
        });
        await app.UntilAsync("second", "FailedToStart");
        var error = await app.ErrorAsync("'second'", AtOnce);
        await app.UntilAsync("first", "Running");

        Assert.Matches($"Port {port} of the endpoint 'http' of 'second' is already in use by the endpoint 'http' of 'first'", error);
    }

    [Fact]
    public async Task A_program_that_is_no_longer_healthy_is_named_with_what_its_check_says()
    {
        var gate = Path.GetTempFileName();
        await using var app = await RunningApp.StartAsync(b => b.AddService("sick", $"unhealthy-until={gate}").WithHttpHealthCheck("/"));
        await app.Notifications.WaitForResourceHealthyAsync("sick", app.Timeout);
        File.Delete(gate);
        var ill = await app.PrintedAsync("'sick'");
        await File.WriteAllTextAsync(gate, "", app.Timeout);
        var well = await app.PrintedAsync("is healthy now");
        File.Delete(gate);

        Assert.Matches("'sick' .* runs, but is no longer healthy: .*503", ill);
        Assert.Matches("'sick' .* is healthy now", well);
    }

    [Fact]
    public async Task A_program_whose_check_is_answered_otherwise_than_expected_is_named_without_waiting_for_its_start()
    {
        await using var app = await RunningApp.StartAsync(b =>
        {
            b.Services.AddHealthChecks().AddCheck("license", () => HealthCheckResult.Unhealthy("The license has ended."));
            b.AddService("wrong").WithHttpHealthCheck("/", statusCode: 204);
            b.AddService("unlicensed").WithHealthCheck("license");
        });

        Assert.Matches("'wrong' .* runs, but fails its health check, and what waits for it is held back: .*200 OK, expected 204", await app.PrintedAsync("'wrong'"));
        Assert.Matches("'unlicensed' .* fails its health check, .*license: The license has ended\\.", await app.PrintedAsync("'unlicensed'"));
    }

    [Fact]
    public async Task A_failing_health_check_shows_and_goes_away_within_a_second()
    {
        var gate = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using var app = await RunningApp.StartAsync(b => b.AddService("slow", $"unhealthy-until={gate}").WithHttpHealthCheck("/"));
        var unhealthy = await app.UntilAsync("slow", s => s.HealthReports.Any(r => r.Status == HealthStatus.Unhealthy));
        await File.WriteAllTextAsync(gate, "", app.Timeout);
        var watch = Stopwatch.StartNew();
        await app.Notifications.WaitForResourceHealthyAsync("slow", app.Timeout);
        var healed = watch.Elapsed;
        File.Delete(gate);
        watch.Restart();
        await app.UntilAsync("slow", s => s.HealthStatus == HealthStatus.Unhealthy);

        Assert.Equal("Running", unhealthy.Snapshot.State?.Text);
        Assert.InRange(healed, TimeSpan.Zero, AtOnce);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_cycle_of_waits_is_refused_by_name_before_anything_starts()
    {
        await using var app = RunningApp.Build(b =>
        {
            var first = b.AddService("first");
            var second = b.AddService("second").WaitFor(first);
            first.WaitFor(b.AddService("third").WaitForStart(second));
        });
        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.Application.StartAsync(app.Timeout));

        Assert.Matches("first -> third -> second -> first", refusal.Message);
    }

    [Fact]
    public async Task A_wait_for_what_has_failed_ends_with_the_reason()
    {
        await using var app = await RunningApp.StartAsync(b => b.AddService("patient").WaitForCompletion(b.AddSmall("leaver", "exit", "4")));
        var failed = await app.UntilAsync("patient", "FailedToStart");
        var error = await app.ErrorAsync("'patient'", AtOnce);

        Assert.Equal("patient", failed.Resource.Name);
        Assert.Matches("leaver", error);
    }

    [Fact]
    public async Task A_wait_that_only_a_hand_can_end_is_named()
    {
        await using var app = await RunningApp.StartAsync(b => b.AddService("patient").WaitFor(b.AddService("tool").WithExplicitStart()));
        var warnings = app.Printed.Lines.Where(l => l.Level == Microsoft.Extensions.Logging.LogLevel.Warning).Select(l => l.Text);

        Assert.Equal(["Resource 'patient' waits for 'tool', which starts only by hand (WithExplicitStart): it waits until somebody does."], warnings);
        Assert.Equal("Waiting", (await app.UntilAsync("patient", "Waiting")).Snapshot.State?.Text);
    }

    [Fact]
    public async Task A_container_without_a_container_runtime_says_what_to_install()
    {
        await using var app = await RunningApp.StartAsync(b =>
        {
            b.AddContainer("box", "redis").WithContainerRuntimeArgs("--rm");
            b.AddService("other");
        });
        await app.UntilAsync("other", "Running");
        var box = await app.UntilAsync("box", s => s.State?.Text is "FailedToStart" or "Running");
        if (box.Snapshot.State?.Text == "Running")
            Assert.Skip("There is a container runtime here; this case needs a machine without one.");

        Assert.Matches("The container 'box' cannot run: .*container runtime", string.Join('\n', await app.LogOfAsync(box.ResourceId)));
    }
}
