namespace ServiceDefaults.Overload;

/// <summary>What is served first when not everything can be.</summary>
public enum Priority
{
    /// <summary>Someone pays: by default every method that changes something.</summary>
    Checkout,

    /// <summary>Someone looks: by default GET, HEAD and OPTIONS.</summary>
    Browsing,

    /// <summary>Nobody waits: prefetches, and what calls itself <c>X-Request-Priority: background</c>.</summary>
    Background,
}
