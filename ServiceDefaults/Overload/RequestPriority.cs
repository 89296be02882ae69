using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ServiceDefaults.Health;

namespace ServiceDefaults.Overload;

/// <summary>Which priority a request has. A caller can lower it by a header, never raise it, because anyone can send a header.</summary>
public static class RequestPriority
{
    /// <summary>The request header by which a caller says <c>background</c>.</summary>
    public const string Header = "X-Request-Priority";

    /// <summary>Gives an endpoint a priority of its own instead of the one that its method implies.</summary>
    public static TBuilder WithPriority<TBuilder>(this TBuilder builder, Priority priority) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new Declared(priority));

    /// <summary>Serves an endpoint whatever the load is, as health and metrics are.</summary>
    public static TBuilder ExemptFromOverloadProtection<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new Declared(null));

    /// <summary>Null for a request that is served whatever the load is.</summary>
    internal static Priority? Of(HttpContext context)
    {
        if (HealthEndpoints.IsHealth(context.Request.Path) || context.Request.Path == "/metrics") return null;
        var declared = context.GetEndpoint()?.Metadata.GetMetadata<Declared>();
        if (declared is { Priority: null }) return null;
        if (IsBackground(context.Request.Headers)) return Priority.Background;
        return declared?.Priority ?? (IsSafe(context.Request.Method) ? Priority.Browsing : Priority.Checkout);
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    // Sec-Purpose: prefetch;prerender
    private static bool IsBackground(IHeaderDictionary headers) =>
        (headers.TryGetValue(Header, out var own) && Is(own, "background")) || (headers.TryGetValue("Sec-Purpose", out var purpose) && Is(purpose, "prefetch"));

    private static bool Is(StringValues values, string word) => values.Count == 1 && values[0]!.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private sealed record Declared(Priority? Priority);
}
