using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Parity.Load;

/// <summary>All exchanges are served by the thread that sends them, between the times at which the next one is due.</summary>
internal sealed class PolledExchanges(LoadPlan plan, Recording recording) : Exchanges(plan)
{
    // Shorter sleeps cost more than they tell.
    private static readonly long Finest = Stopwatch.Frequency / 5000;
    private static readonly long Longest = Stopwatch.Frequency / 20;

    private readonly Stack<(PolledConnection Connection, long Since)> idle = new();
    private readonly Queue<(int Scenario, long Due)> waiting = new();
    private readonly long patience = (long)(plan.Timeout.TotalSeconds * Stopwatch.Frequency);
    private readonly IPEndPoint[] addresses = Addresses(plan.Target);
    private PolledConnection[] busy = new PolledConnection[64];
    private PolledSocket[] sockets = new PolledSocket[64];
    private int count;
    private int address;
    private int inFlight;
    private long lookedAt;
    private volatile bool giveUp;

    public static bool IsSupported => Readiness.IsSupported;

    public override int InFlight => Volatile.Read(ref inFlight);

    public override void Send(int scenario, long due)
    {
        inFlight++;
        if (Idle() is { } connection) Begin(connection, scenario, due);
        else if (count < Plan.MaxInFlight) Open(scenario, due);
        else waiting.Enqueue((scenario, due));
    }

    public override void WaitUntil(long timestamp, CancellationToken cancellation)
    {
        for (; ; )
        {
            var now = Stopwatch.GetTimestamp();
            var left = timestamp - now;
            // Who is late sends first, but looks for answers as often as always.
            if (left <= 0 && now - lookedAt < Finest) return;
            Serve(left <= 0 ? 0 : Math.Clamp(left, Finest, Longest));
            if (left <= 0 || cancellation.IsCancellationRequested) return;
        }
    }

    public override void GiveUp() => giveUp = true;

    public override void End()
    {
        foreach (var (scenario, due) in waiting) Record(scenario, due, Failure.NotSent);
        waiting.Clear();
        for (var index = 0; index < count; index++) busy[index].Dispose();
        count = 0;
        while (idle.TryPop(out var left)) left.Connection.Dispose();
    }

    private static IPEndPoint[] Addresses(Uri target) =>
        [.. (IPAddress.TryParse(target.DnsSafeHost, out var literal) ? [literal] : Dns.GetHostAddresses(target.DnsSafeHost)).Select(address => new IPEndPoint(address, target.Port))];

    // Servers close what has been idle for long; no client would send into that.
    private PolledConnection? Idle()
    {
        while (idle.TryPop(out var found))
        {
            if (Stopwatch.GetTimestamp() - found.Since < Stopwatch.Frequency || !found.Connection.IsStale) return found.Connection;
            found.Connection.Dispose();
        }

        return null;
    }

    private void Serve(long ticks)
    {
        var ready = Readiness.Wait(sockets, count, ticks);
        lookedAt = Stopwatch.GetTimestamp();
        // From the end, because the last takes the place of one that leaves.
        for (var index = count - 1; index >= 0 && ready > 0; index--)
        {
            if (sockets[index].Happened == 0) continue;
            ready--;
            Advance(index);
        }

        if (!giveUp) return;
        giveUp = false;
        for (var index = count - 1; index >= 0; index--)
        {
            if (lookedAt - busy[index].Due > patience) Fail(index, new OperationCanceledException());
        }
    }

    private void Advance(int index)
    {
        var connection = busy[index];
        try
        {
            if (!connection.Advance())
            {
                sockets[index] = connection.Interest;
                return;
            }
        }
        catch (Exception exception) when (Failure.Is(exception))
        {
            Fail(index, exception);
            return;
        }

        Leave(index);
        Record(connection.Scenario, connection.Due, connection.Status >= Plan.FailsFrom ? Failure.Name(connection.Status) : null);
        if (!connection.IsReusable) connection.Dispose();
        else if (waiting.TryDequeue(out var next)) Begin(connection, next.Scenario, next.Due);
        else idle.Push((connection, Stopwatch.GetTimestamp()));
        ServeWaiting();
    }

    private void Open(int scenario, long due)
    {
        PolledConnection connection;
        try
        {
            connection = PolledConnection.Open(addresses[address]);
        }
        catch (SocketException exception)
        {
            if (TryOtherAddress()) Open(scenario, due);
            else Record(scenario, due, Failure.Name(exception, due + patience));
            return;
        }

        Begin(connection, scenario, due);
    }

    // A name may stand for addresses of which only one listens.
    private bool TryOtherAddress()
    {
        if (address + 1 == addresses.Length) return false;
        address++;
        return true;
    }

    private void Begin(PolledConnection connection, int scenario, long due)
    {
        if (count == busy.Length)
        {
            Array.Resize(ref busy, 2 * count);
            Array.Resize(ref sockets, 2 * count);
        }

        busy[count++] = connection;
        try
        {
            connection.Begin(scenario, due, Request(scenario), Plan.Scenarios[scenario].AnswerHasBody);
            sockets[count - 1] = connection.Interest;
        }
        catch (Exception exception) when (Failure.Is(exception))
        {
            Fail(count - 1, exception);
        }
    }

    private void Fail(int index, Exception exception)
    {
        var connection = busy[index];
        Leave(index);
        connection.Dispose();
        if (exception is SocketException && !connection.IsConnected && TryOtherAddress())
        {
            Open(connection.Scenario, connection.Due);
            return;
        }

        Record(connection.Scenario, connection.Due, Failure.Name(exception, connection.Due + patience));
        ServeWaiting();
    }

    private void ServeWaiting()
    {
        while (count < Plan.MaxInFlight && waiting.TryDequeue(out var next)) Open(next.Scenario, next.Due);
    }

    private void Leave(int index)
    {
        count--;
        (busy[index], sockets[index]) = (busy[count], sockets[count]);
        busy[count] = null!;
    }

    private void Record(int scenario, long due, string? error)
    {
        inFlight--;
        recording.Add(scenario, (long)Stopwatch.GetElapsedTime(due).TotalMicroseconds, error);
    }
}
