using System.Globalization;
using Storefront.Edge;
using Storefront.Look;

namespace Storefront.Events;

/// <summary><c>/?search=&amp;page=</c>: what is on sale.</summary>
internal static class BrowseEndpoint
{
    public const int LongestSearch = 100;

    public static void Map(IEndpointRouteBuilder app) => app.MapMethods("/", Verbs.Read, ShowAsync);

    private static async Task<IResult> ShowAsync(string? search, string? page, CatalogClient catalog, CancellationToken cancellation)
    {
        var text = Clean(search);
        // An address that somebody mistyped shows the first page rather than an error.
        var number = int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? Math.Max(given, 1) : 1;
        try
        {
            return Show(StatusCodes.Status200OK, await catalog.ListAsync(text, number, cancellation), text, number);
        }
        catch (UpstreamException failure)
        {
            return Show(StatusCodes.Status503ServiceUnavailable, null, text, number, failure.RetryAfterSeconds);
        }
    }

    private static string Clean(string? search)
    {
        var text = (search ?? "").Trim();
        return text.Length <= LongestSearch ? text : text[..LongestSearch];
    }

    private static Page<BrowsePage> Show(int status, EventList? list, string search, int number, int? retryAfter = null) =>
        new(status, (nameof(BrowsePage.List), list), (nameof(BrowsePage.Search), search), (nameof(BrowsePage.Number), number))
        {
            RetryAfterSeconds = retryAfter,
        };
}
