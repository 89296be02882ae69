using System.Diagnostics;
using System.Net.Sockets;

namespace Parity.Load;

/// <summary>
/// An open-model generator: requests are due at the times of the trace whether or not earlier ones are answered, and a latency counts
/// from the time at which the request was due. What a slow server keeps from being sent is so part of its latency.
/// </summary>
public sealed class LoadGenerator(LoadPlan plan, Action<Moment>? progress = null)
{
    private readonly Recording recording = new(plan.Scenarios);
    private readonly byte[]?[] requests = [.. plan.Scenarios.Select(scenario => scenario.Fixed(plan.Target))];
    private readonly Stack<Connection> idle = new();
    private readonly HashSet<Connection> busy = [];
    private readonly Queue<(int Scenario, long Due)> waiting = new();
    private readonly Lock gate = new();
    private readonly Random random = new(1);
    private int open;
    private bool over;

    /// <summary>Runs it to the end, or until it is cancelled; what was measured so far is then the report.</summary>
    public async Task<LoadReport> RunAsync(CancellationToken cancellation)
    {
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var started = DateTimeOffset.UtcNow;
        var start = Stopwatch.GetTimestamp();
        var dispatch = Task.Factory.StartNew(() => Dispatch(start, cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var state = await WatchAsync(dispatch, cancellation).ConfigureAwait(false);
        await dispatch.ConfigureAwait(false);
        End();
        process.Refresh();
        return recording.ToReport(plan, started, Stopwatch.GetElapsedTime(start).TotalSeconds, (process.TotalProcessorTime - cpu).TotalMicroseconds, state);
    }

    private void Dispatch(long start, CancellationToken cancellation)
    {
        var arrivals = new Arrivals(plan.Trace, plan.Independent ? random : null);
        var total = plan.Scenarios.Sum(scenario => scenario.Weight);
        while (recording.Intended < plan.MaxRequests && arrivals.TryNext(out var seconds))
        {
            var due = start + (long)(seconds * Stopwatch.Frequency);
            Pace.Until(due, cancellation);
            if (cancellation.IsCancellationRequested) return;
            recording.Intend();
            Send(Choose(total), due);
        }
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

    private void Send(int scenario, long due)
    {
        Connection? connection;
        lock (gate)
        {
            if (!idle.TryPop(out connection))
            {
                if (open >= plan.MaxInFlight)
                {
                    waiting.Enqueue((scenario, due));
                    return;
                }

                open++;
            }
        }

        _ = ServeAsync(connection, scenario, due);
    }

    // One connection serves what waits for it, then becomes idle.
    private async Task ServeAsync(Connection? connection, int scenario, long due)
    {
        for (; ; )
        {
            connection = await ExchangeAsync(connection, scenario, due).ConfigureAwait(false);
            lock (gate)
            {
                if (over || !waiting.TryDequeue(out var next))
                {
                    if (connection is null || over) open--;
                    else idle.Push(connection);
                    if (over) connection?.Dispose();
                    return;
                }

                (scenario, due) = next;
            }
        }
    }

    private async ValueTask<Connection?> ExchangeAsync(Connection? connection, int scenario, long due)
    {
        string? error = null;
        var request = requests[scenario] ?? plan.Scenarios[scenario].New(plan.Target);
        var limit = due + (long)(plan.Timeout.TotalSeconds * Stopwatch.Frequency);
        try
        {
            if (connection is null)
            {
                using var timeout = new CancellationTokenSource(plan.Timeout);
                connection = await Connection.OpenAsync(plan.Target, timeout.Token).ConfigureAwait(false);
                lock (gate) busy.Add(connection);
            }

            connection.Due = limit;
            var status = await connection.ExchangeAsync(request, plan.Scenarios[scenario].AnswerHasBody).ConfigureAwait(false);
            connection.Due = 0;
            if (status >= plan.FailsFrom) error = FormattableString.Invariant($"status {status}");
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidDataException)
        {
            error = exception is OperationCanceledException || Stopwatch.GetTimestamp() >= limit ? "timeout" : Kind(exception);
        }

        recording.Add(scenario, (long)Stopwatch.GetElapsedTime(due).TotalMicroseconds, error);
        if (connection is { } used && (!used.IsReusable || (error is not null && !error.StartsWith("status", StringComparison.Ordinal))))
        {
            lock (gate) busy.Remove(used);
            used.Dispose();
            return null;
        }

        return connection;
    }

    private static string Kind(Exception exception) => (exception as SocketException ?? exception.InnerException as SocketException)?.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connection refused",
        { } other => $"connection: {other}",
        null => "connection broken off",
    };

    private async Task<SystemState> WatchAsync(Task dispatch, CancellationToken cancellation)
    {
        SystemState last = default;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var stopAt = long.MaxValue;
        while (await timer.WaitForNextTickAsync(CancellationToken.None).ConfigureAwait(false))
        {
            var now = Stopwatch.GetTimestamp();
            var state = plan.Watch();
            last = state with { StartUpSeconds = state.StartUpSeconds ?? last.StartUpSeconds };
            int inFlight;
            lock (gate)
            {
                inFlight = open - idle.Count + waiting.Count;
                foreach (var connection in busy.Where(connection => connection.Due is > 0 and var limit && limit < now)) connection.Dispose();
            }

            progress?.Invoke(recording.Close(inFlight, state));
            if (!dispatch.IsCompleted) continue;
            if (stopAt == long.MaxValue) stopAt = now + (long)((plan.Timeout.TotalSeconds + 1) * Stopwatch.Frequency);
            if (recording.Answered >= recording.Intended || now > stopAt || cancellation.IsCancellationRequested) return last;
        }

        return last;
    }

    private void End()
    {
        lock (gate)
        {
            over = true;
            foreach (var (scenario, due) in waiting) recording.Add(scenario, (long)Stopwatch.GetElapsedTime(due).TotalMicroseconds, "not sent");
            waiting.Clear();
            foreach (var connection in busy) connection.Dispose();
            idle.Clear();
        }
    }
}
