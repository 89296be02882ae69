namespace Storefront.Edge;

/// <summary>A service gave no usable answer: down, too slow, overloaded, or not understood.</summary>
internal sealed class UpstreamException(string service, TimeSpan? retryAfter, string cause, Exception? inner = null)
    : Exception($"No answer from '{service}': {cause}", inner)
{
    // Between too soon to help and too late for a visitor who waits for tickets.
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(1), Latest = TimeSpan.FromMinutes(2), Usual = TimeSpan.FromSeconds(5);

    public int RetryAfterSeconds { get; } = (int)Math.Ceiling(Math.Clamp((retryAfter ?? Usual).TotalSeconds, Soonest.TotalSeconds, Latest.TotalSeconds));
}
