using System.Diagnostics;

namespace Parity.Load;

/// <summary>
/// An open-model generator: requests are due at the times of the trace whether or not earlier ones are answered, and a latency counts
/// from the time at which the request was due. What a slow server keeps from being sent is so part of its latency.
/// </summary>
public sealed class LoadGenerator(LoadPlan plan, Action<Moment>? progress = null)
{
    private readonly Recording recording = new(plan.Scenarios);
    private readonly Random random = new(1);
    private volatile bool dispatched;
    private volatile bool over;

    /// <summary>Runs it to the end, or until it is cancelled; what was measured so far is then the report.</summary>
    public async Task<LoadReport> RunAsync(CancellationToken cancellation)
    {
        await Rehearsal.RunAsync(plan).ConfigureAwait(false);
        var exchanges = Exchanges.Of(plan, recording);
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var started = DateTimeOffset.UtcNow;
        var start = Stopwatch.GetTimestamp();
        var dispatch = Task.Factory.StartNew(() => Dispatch(exchanges, start, cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var state = await WatchAsync(exchanges, dispatch, cancellation).ConfigureAwait(false);
        over = true;
        await dispatch.ConfigureAwait(false);
        process.Refresh();
        return recording.ToReport(plan, started, Stopwatch.GetElapsedTime(start).TotalSeconds, (process.TotalProcessorTime - cpu).TotalMicroseconds, state);
    }

    private void Dispatch(Exchanges exchanges, long start, CancellationToken cancellation)
    {
        var arrivals = new Arrivals(plan.Trace, plan.Independent ? random : null);
        var total = plan.Scenarios.Sum(scenario => scenario.Weight);
        while (recording.Intended < plan.MaxRequests && arrivals.TryNext(out var seconds))
        {
            var due = start + (long)(seconds * Stopwatch.Frequency);
            exchanges.WaitUntil(due, cancellation);
            if (cancellation.IsCancellationRequested) break;
            recording.Intend();
            exchanges.Send(Choose(total), due);
        }

        dispatched = true;
        while (!over) exchanges.WaitUntil(Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 20), CancellationToken.None);
        exchanges.End();
    }

    private int Choose(double total)
    {
        if (plan.Scenarios.Count == 1) return 0;
        var at = random.NextDouble() * total;
        for (var index = 0; index < plan.Scenarios.Count - 1; index++)
        {
            at -= plan.Scenarios[index].Weight;
            if (at < 0) return index;
        }

        return plan.Scenarios.Count - 1;
    }

    private async Task<SystemState> WatchAsync(Exchanges exchanges, Task dispatch, CancellationToken cancellation)
    {
        SystemState last = default;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var stopAt = long.MaxValue;
        while (await timer.WaitForNextTickAsync(CancellationToken.None).ConfigureAwait(false))
        {
            var now = Stopwatch.GetTimestamp();
            var state = plan.Watch();
            last = state with { StartUpSeconds = state.StartUpSeconds ?? last.StartUpSeconds };
            exchanges.GiveUp();
            progress?.Invoke(recording.Close(exchanges.InFlight, state));
            // A generator that failed tells it where it is awaited.
            if (dispatch.IsFaulted) return last;
            if (!dispatched) continue;
            if (stopAt == long.MaxValue) stopAt = now + (long)((plan.Timeout.TotalSeconds + 1) * Stopwatch.Frequency);
            if (recording.Answered >= recording.Intended || now > stopAt || cancellation.IsCancellationRequested) return last;
        }

        return last;
    }
}
