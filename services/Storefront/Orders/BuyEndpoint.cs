using Storefront.Edge;
using Storefront.Events;
using Storefront.Look;

namespace Storefront.Orders;

/// <summary><c>POST /events/{id}/order</c>: a purchase becomes an order's page, or the form again with what is wrong.</summary>
internal static class BuyEndpoint
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/events/{id:int:min(1)}/order", BuyAsync);
        // The address of a form that came back with an error, opened anew.
        app.MapMethods("/events/{id:int:min(1)}/order", Verbs.Read, (int id) => new SeeOther($"/events/{Format.Number(id)}"));
    }

    private static async Task<IResult> BuyAsync(int id, HttpRequest request, CatalogClient catalog, OrdersClient orders, CancellationToken cancellation)
    {
        if (!request.HasFormContentType) return ErrorPages.Of(StatusCodes.Status415UnsupportedMediaType);
        var purchase = Purchase.Read(await request.ReadFormAsync(cancellation));
        if (purchase.Failed) return await AgainAsync(StatusCodes.Status400BadRequest, purchase);
        try
        {
            return await orders.PlaceAsync(id, purchase.Tickets, purchase.Email, purchase.Key.ToString(), cancellation) switch
            {
                Placement.Accepted accepted => new SeeOther($"/orders/{accepted.Id}"),
                Placement.Invalid invalid => await AgainAsync(StatusCodes.Status400BadRequest, purchase.Refused(ByField(invalid))),
                Placement.UnknownEvent => ErrorPages.Of(StatusCodes.Status404NotFound),
                Placement.NotEnoughSeats => await AgainAsync(StatusCodes.Status409Conflict, purchase.Refused(
                    $"{Format.Tickets(purchase.Tickets)}: there are not that many seats left. Nothing was ordered.")),
                Placement.KeyReused => await AgainAsync(StatusCodes.Status422UnprocessableEntity, purchase.Refused(
                    "You already sent this form with other details, and that order stands. Send it again only to order these tickets as well.")),
                var other => throw new InvalidOperationException($"No page for {other}."),
            };
        }
        catch (UpstreamException failure)
        {
            // Whether the order arrived is unknown here; the key stays, so sending the form again cannot order twice.
            return await AgainAsync(StatusCodes.Status503ServiceUnavailable, purchase with
            {
                Problem = "The shop is very busy and did not confirm your order. Send the form again in a few seconds; you cannot order twice this way.",
            }, failure.RetryAfterSeconds);
        }

        async Task<IResult> AgainAsync(int status, Purchase again, int? retryAfter = null) =>
            EventEndpoint.Show(status, id, await catalog.FindNowAsync(id, cancellation), again, retryAfter);
    }

    private static Dictionary<string, string> ByField(Placement.Invalid invalid) =>
        invalid.Errors.GroupBy(e => e.Key.ToLowerInvariant(), e => string.Join(' ', e.Value)).ToDictionary(g => g.Key, g => string.Join(' ', g));
}
