using Storefront.Edge;
using Storefront.Look;
using Storefront.Orders;

namespace Storefront.Events;

/// <summary><c>/events/{id}</c>: one event and the form that buys tickets for it.</summary>
internal static class EventEndpoint
{
    public static void Map(IEndpointRouteBuilder app) => app.MapMethods("/events/{id:int:min(1)}", Verbs.Read, ShowAsync);

    private static async Task<IResult> ShowAsync(int id, CatalogClient catalog, CancellationToken cancellation)
    {
        try
        {
            return await catalog.FindAsync(id, cancellation) is { } found
                ? Show(StatusCodes.Status200OK, id, found, new Purchase())
                : ErrorPages.Of(StatusCodes.Status404NotFound);
        }
        catch (UpstreamException failure)
        {
            return ErrorPages.Of(failure, $"/events/{Format.Number(id)}");
        }
    }

    public static Page<EventPage> Show(int status, int id, CatalogEvent? found, Purchase purchase, int? retryAfter = null) =>
        new(status, (nameof(EventPage.EventId), id), (nameof(EventPage.Event), found), (nameof(EventPage.Purchase), purchase))
        {
            RetryAfterSeconds = retryAfter,
        };
}
