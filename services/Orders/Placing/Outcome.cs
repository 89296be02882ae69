namespace Orders.Placing;

/// <summary>What became of an order: the order that has its key, or the seats that are left where they are too few; neither where there is no such event.</summary>
internal sealed record Outcome(Order? Order, int? SeatsLeft);
