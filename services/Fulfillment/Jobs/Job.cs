namespace Fulfillment.Jobs;

/// <summary>
/// A claimed job with what it needs of its order. Lease is this claim's own number: whoever holds another one has lost the job.
/// </summary>
internal sealed record Job
{
    public required long Id { get; init; }

    public required Guid Lease { get; init; }

    public required Guid OrderId { get; init; }

    public required Phase Phase { get; init; }

    /// <summary>1 for the first claim.</summary>
    public required int Attempt { get; init; }

    /// <summary>The W3C trace context of the request that placed the order.</summary>
    public required string? TraceParent { get; init; }

    public required DateTimeOffset QueuedAt { get; init; }

    public required decimal Total { get; init; }

    public required string Currency { get; init; }

    public required string Email { get; init; }
}
