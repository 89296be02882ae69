using System.Diagnostics;

namespace Parity.Load;

/// <summary>Every exchange is a task of its own.</summary>
internal sealed class StreamExchanges(LoadPlan plan, Recording recording) : Exchanges(plan)
{
    private readonly Stack<StreamConnection> idle = new();
    private readonly HashSet<StreamConnection> busy = [];
    private readonly Queue<(int Scenario, long Due)> waiting = new();
    private readonly Lock gate = new();
    private int open;
    private bool over;

    public override int InFlight
    {
        get { lock (gate) return open - idle.Count + waiting.Count; }
    }

    public override void Send(int scenario, long due)
    {
        StreamConnection? connection;
        lock (gate)
        {
            if (!idle.TryPop(out connection))
            {
                if (open >= Plan.MaxInFlight)
                {
                    waiting.Enqueue((scenario, due));
                    return;
                }

                open++;
            }
        }

        _ = ServeAsync(connection, scenario, due);
    }

    public override void WaitUntil(long timestamp, CancellationToken cancellation) => Pace.Until(timestamp, cancellation);

    public override void GiveUp()
    {
        var now = Stopwatch.GetTimestamp();
        lock (gate)
        {
            foreach (var connection in busy.Where(connection => connection.Due is > 0 and var limit && limit < now)) connection.Dispose();
        }
    }

    public override void End()
    {
        lock (gate)
        {
            over = true;
            foreach (var (scenario, due) in waiting) recording.Add(scenario, (long)Stopwatch.GetElapsedTime(due).TotalMicroseconds, Failure.NotSent);
            waiting.Clear();
            foreach (var connection in busy) connection.Dispose();
            idle.Clear();
        }
    }

    // One connection serves what waits for it, then becomes idle.
    private async Task ServeAsync(StreamConnection? connection, int scenario, long due)
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

    private async ValueTask<StreamConnection?> ExchangeAsync(StreamConnection? connection, int scenario, long due)
    {
        string? error = null;
        var isWhole = false;
        var limit = due + (long)(Plan.Timeout.TotalSeconds * Stopwatch.Frequency);
        try
        {
            if (connection is null)
            {
                using var timeout = new CancellationTokenSource(Plan.Timeout);
                connection = await StreamConnection.OpenAsync(Plan.Target, timeout.Token).ConfigureAwait(false);
                lock (gate) busy.Add(connection);
            }

            connection.Due = limit;
            var status = await connection.ExchangeAsync(Request(scenario), Plan.Scenarios[scenario].AnswerHasBody).ConfigureAwait(false);
            connection.Due = 0;
            if (status >= Plan.FailsFrom) error = Failure.Name(status);
            isWhole = connection.IsReusable;
        }
        catch (Exception exception) when (Failure.Is(exception))
        {
            error = Failure.Name(exception, limit);
        }

        recording.Add(scenario, (long)Stopwatch.GetElapsedTime(due).TotalMicroseconds, error);
        if (isWhole || connection is null) return connection;
        lock (gate) busy.Remove(connection);
        connection.Dispose();
        return null;
    }
}
