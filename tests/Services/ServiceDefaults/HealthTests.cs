using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Services.Defaults;

public sealed class HealthTests
{
    [Fact]
    public async Task A_missing_dependency_makes_a_replica_unready_but_not_dead()
    {
        var builder = Probe.Builder();
        builder.Services.AddHealthChecks().AddCheck("dependency", () => HealthCheckResult.Unhealthy("secret detail"));
        await using var probe = await Probe.Start(builder);

        Assert.Equal(200, await probe.Status("/alive"));
        Assert.Equal(503, await probe.Status("/ready"));
        Assert.Equal("""{"status":"Unhealthy","checks":{"dependency":"Unhealthy"}}""", await (await probe.Http.GetAsync("/ready", TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_stop_turns_unready_first_and_goes_on_serving_until_the_drain_delay_is_over()
    {
        var builder = Probe.Builder(("Shutdown:DrainDelay", "1500ms"));
        var errors = new ErrorCount();
        builder.Logging.AddProvider(errors);
        await using var probe = await Probe.Start(builder, app => app.MapGet("/work", () => "done"));
        Assert.Equal(200, await probe.Status("/ready"));
        var watch = Stopwatch.StartNew();

        var stop = probe.App.StopAsync(TestContext.Current.CancellationToken);
        using var unready = await probe.Http.GetAsync("/ready", TestContext.Current.CancellationToken);
        using var work = await probe.Http.GetAsync("/work", TestContext.Current.CancellationToken);

        Assert.Equal((503, 200), ((int)unready.StatusCode, (int)work.StatusCode));
        Assert.Equal("""{"status":"Unhealthy","checks":{"shutdown":"Unhealthy"}}""", await unready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        // That a replica stops is no error.
        Assert.Equal(0, errors.Count);
        Assert.True(work.Headers.ConnectionClose);
        Assert.Equal(200, await probe.Status("/alive"));
        await stop;
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1.4), TimeSpan.FromSeconds(10));
        await Assert.ThrowsAsync<HttpRequestException>(() => probe.Status("/alive"));
    }

    [Fact]
    public async Task A_stop_lets_the_request_in_flight_end()
    {
        var entered = new TaskCompletionSource();
        await using var probe = await Probe.Start(Probe.Builder(), app => app.MapGet("/slow", async () =>
        {
            entered.SetResult();
            await Task.Delay(500);
            return "done";
        }));
        var request = probe.Http.GetStringAsync("/slow", TestContext.Current.CancellationToken);
        await entered.Task;

        await probe.App.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal("done", await request);
    }

    [Fact]
    public async Task Health_is_answered_before_anything_of_the_service_runs()
    {
        await using var probe = await Probe.Start(Probe.Builder(), app => app.Use((HttpContext _, RequestDelegate _) => throw new InvalidOperationException("broken middleware")));

        Assert.Equal((200, 200, 500), (await probe.Status("/alive"), await probe.Status("/ready"), await probe.Status("/other")));
    }

    private sealed class ErrorCount : ILoggerProvider, ILogger
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Interlocked.Increment(ref _count);
        }

        public void Dispose()
        {
        }
    }
}
