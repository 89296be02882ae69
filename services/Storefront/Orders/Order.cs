namespace Storefront.Orders;

/// <summary>An order as Orders tells it; the status is <c>pending</c>, <c>confirmed</c> or <c>released</c>.</summary>
public sealed record Order
{
    public required Guid Id { get; init; }
    public required long EventId { get; init; }
    public required int Quantity { get; init; }
    public required string Email { get; init; }
    public required decimal Total { get; init; }
    public required string Currency { get; init; }
    public required string Status { get; init; }
    public string? Reason { get; init; }

    // An unknown status counts as unfinished, so that a page of this release keeps asking under a newer Orders.
    public bool Pending => Status is not ("confirmed" or "released");
}
