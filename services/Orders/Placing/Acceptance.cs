using System.Diagnostics;
using Npgsql;
using ServiceDefaults.Postgres;

namespace Orders.Placing;

/// <summary>
/// Accepts orders in groups. While a transaction is under way the next orders gather, and the next transaction takes them all: nobody waits
/// for a group to fill, and under a rush a commit, which is what the database does slowest, is shared by hundreds.
/// </summary>
internal sealed class Acceptance(NpgsqlDataSource source, AcceptanceSettings settings)
{
    private static readonly ActivitySource Activities = new("Orders");

    private readonly WaitingOrders _waiting = new(settings);

    /// <summary>What became of the order, once it is durable; null when too many wait. A caller who leaves may leave an accepted order behind, which the same key finds.</summary>
    public async Task<Outcome?> Place(NewOrder order, CancellationToken cancellation)
    {
        var pending = new PendingOrder(order);
        if (!_waiting.TryAdd(pending)) return null;
        if (_waiting.TryOpenLane())
        {
            // A lane serves many requests and belongs to none.
            using (ExecutionContext.SuppressFlow()) _ = Task.Run(RunLane, CancellationToken.None);
        }

        using var leaving = cancellation.UnsafeRegister(static (pending, token) => ((PendingOrder)pending!).TrySetCanceled(token), pending);
        return await pending.Task;
    }

    private async Task RunLane()
    {
        while (_waiting.Take() is var (orders, lines))
        {
            var again = new List<PendingOrder>();
            // Who left while waiting is not written.
            await Write([.. orders.Where(order => !order.Task.IsCompleted)], again);
            _waiting.Return(lines, again);
        }
    }

    private async Task Write(IReadOnlyList<PendingOrder> pending, List<PendingOrder> again)
    {
        if (pending.Count == 0) return;
        using var activity = Begin(pending);
        try
        {
            var accepted = await Repeat(AcceptanceStatement.Place, [.. pending.Select(order => order.Order)]);
            foreach (var order in pending) if (accepted.TryGetValue(order.Order.Id, out var placed)) order.TrySetResult(new Outcome(placed, null));
            var left = pending.Where(order => !accepted.ContainsKey(order.Order.Id)).ToList();
            if (left.Count == 0) return;
            var outcomes = await Repeat(AcceptanceStatement.Explain, [.. left.Select(order => order.Order)]);
            for (var n = 0; n < left.Count; n++)
            {
                // Left out because an order before it was too large; it fits.
                if (outcomes[n] is { Order: null, SeatsLeft: { } seats } && seats >= left[n].Order.Quantity) again.Add(left[n]);
                else left[n].TrySetResult(outcomes[n]);
            }
        }
        catch (Exception failure) when (pending.Count > 1 && !PostgresRetry.Passes(failure))
        {
            // One of them is at fault: the others must not fail with it.
            await Write([.. pending.Take(pending.Count / 2).Where(order => !order.Task.IsCompleted)], again);
            await Write([.. pending.Skip(pending.Count / 2).Where(order => !order.Task.IsCompleted)], again);
        }
        catch (Exception failure)
        {
            foreach (var order in pending) order.TrySetException(failure);
        }
    }

    private Task<T> Repeat<T>(Func<NpgsqlDataSource, IReadOnlyList<NewOrder>, CancellationToken, Task<T>> work, IReadOnlyList<NewOrder> orders) =>
        source.Repeat((database, token) => work(database, orders, token), CancellationToken.None);

    // A span in the first order's trace that links to the others'.
    private static Activity? Begin(IReadOnlyList<PendingOrder> pending)
    {
        if (!Activities.HasListeners()) return null;
        var traces = pending.Select(order => ActivityContext.TryParse(order.Order.TraceParent, null, out var trace) ? trace : default).ToList();
        return Activities.StartActivity("accept orders", ActivityKind.Internal, traces[0], [new("orders", pending.Count)], traces.Skip(1).Where(trace => trace != default).Select(trace => new ActivityLink(trace)));
    }
}
