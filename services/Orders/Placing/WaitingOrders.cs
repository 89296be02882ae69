namespace Orders.Placing;

/// <summary>All orders that wait, by event, and which of them the next transaction takes.</summary>
internal sealed class WaitingOrders(AcceptanceSettings settings)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, EventLine> _lines = [];
    private readonly Queue<EventLine> _ready = new();
    private int _count;
    private int _lanes;

    /// <summary>False when the queue is full.</summary>
    public bool TryAdd(PendingOrder order)
    {
        lock (_gate)
        {
            if (_count >= settings.QueueLength) return false;
            Add(order);
            return true;
        }
    }

    /// <summary>Whether one more lane may run, because orders wait that no lane is at.</summary>
    public bool TryOpenLane()
    {
        lock (_gate)
        {
            if (_ready.Count == 0 || _lanes >= settings.Lanes) return false;
            _lanes++;
            return true;
        }
    }

    /// <summary>Orders for one transaction, of events that no other lane is at; null closes the lane.</summary>
    public (List<PendingOrder> Orders, List<EventLine> Lines)? Take()
    {
        lock (_gate)
        {
            var (orders, lines) = (new List<PendingOrder>(), new List<EventLine>());
            while (orders.Count < settings.BatchSize && _ready.TryDequeue(out var line))
            {
                line.IsTaken = true;
                lines.Add(line);
                line.MoveTo(orders, settings.BatchSize);
            }

            _count -= orders.Count;
            if (orders.Count > 0) return (orders, lines);
            _lanes--;
            return null;
        }
    }

    /// <summary>The transaction is over; <paramref name="again"/> are tried in the next one.</summary>
    public void Return(List<EventLine> lines, List<PendingOrder> again)
    {
        lock (_gate)
        {
            foreach (var line in lines)
            {
                line.IsTaken = false;
                if (line.Count > 0) _ready.Enqueue(line);
                else _lines.Remove(line.EventId);
            }

            foreach (var order in again) Add(order);
        }
    }

    private void Add(PendingOrder order)
    {
        var id = order.Order.EventId;
        if (!_lines.TryGetValue(id, out var line)) _lines.Add(id, line = new EventLine(id));
        line.Add(order);
        _count++;
        if (line is { IsTaken: false, Count: 1 }) _ready.Enqueue(line);
    }
}
