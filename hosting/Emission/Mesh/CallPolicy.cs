namespace Parity.Emission;

/// <summary>
/// What a caller's sidecar does about a service in trouble, matching what ServiceDefaults does in the processes: replicas that fail are left
/// out for a while (one that is only overloaded answers 429, which is no failure), waiting is bounded, and retries are a fifth of the
/// requests, or three.
/// </summary>
internal static class CallPolicy
{
    // https://istio.io/latest/news/releases/1.27.x/announcing-1.27/change-notes/
    private static readonly Version BudgetSince = new(1, 27);

    private static readonly OutlierDetection Outliers = new(5, 5, "5s", "15s", 50);

    public static TrafficPolicy For(Version istio)
    {
        var knowsBudget = istio >= BudgetSince;
        // Older ones count retries under way at once only.
        var pool = new HttpPool(Http1MaxPendingRequests: 1_024, Http2MaxRequests: 8_192, MaxRetries: knowsBudget ? null : 3);
        return new(new("LEAST_REQUEST"), new(new("2s"), pool), Outliers, knowsBudget ? new(20, 3) : null);
    }
}
