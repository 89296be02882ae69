namespace Orders.Placing;

/// <summary>A valid order about to be accepted; TraceParent (W3C) ties its job to the request's trace.</summary>
internal sealed record NewOrder(Guid Id, string Key, int EventId, int Quantity, string Email, string? TraceParent);
