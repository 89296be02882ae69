namespace Storefront.Edge;

/// <summary>
/// Refuses forms that another site sends. The browser says where a request comes from, so there is no token in the form
/// and no data-protection key that replicas would have to share and restarts could lose. The shop also sets no cookie, so
/// a foreign form could act in nobody's name; refusing it keeps that true for whatever is added later.
/// https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html#fetch-metadata-headers
/// </summary>
internal static class SameOriginPosts
{
    public static void UseSameOriginPosts(this WebApplication app) => app.Use((context, next) =>
        Verbs.IsSafe(context.Request.Method) || IsOwn(context.Request)
            ? next(context)
            : ErrorPages.Of(StatusCodes.Status403Forbidden).ExecuteAsync(context));

    private static bool IsOwn(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site) return site == "same-origin" || site == "none";
        // Browsers leave Sec-Fetch-Site out on plain http. A proxy may have replaced the host; a foreign page can set neither header.
        if (request.Headers.Origin is { Count: > 0 } origin)
            return IsAuthority(origin, request.Host.Value) || IsAuthority(origin, request.Headers["X-Forwarded-Host"]);
        // Neither header: not a browser, so nobody's authority can be misused.
        return true;
    }

    // The host is read with the scheme of the origin, because TLS may end before this; that also drops a port that the
    // scheme implies. "Origin: null", sent by sandboxed pages, is no absolute URI.
    private static bool IsAuthority(string? origin, string? host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && Uri.TryCreate($"{from.Scheme}://{host}", UriKind.Absolute, out var own) && own.Authority == from.Authority;
}
