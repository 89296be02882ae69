namespace Orders.Placing;

/// <summary>The orders of one event that wait. One transaction at a time takes from it: two would only wait for each other at the event's row.</summary>
internal sealed class EventLine(int eventId)
{
    private readonly Queue<PendingOrder> _orders = new();

    public int EventId => eventId;

    public bool IsTaken { get; set; }

    public int Count => _orders.Count;

    public void Add(PendingOrder order) => _orders.Enqueue(order);

    public void MoveTo(List<PendingOrder> batch, int most)
    {
        while (batch.Count < most && _orders.TryDequeue(out var order)) batch.Add(order);
    }
}
