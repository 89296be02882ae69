using Storefront.Edge;
using Storefront.Events;
using Storefront.Look;

namespace Storefront.Orders;

/// <summary><c>/orders/{id}</c>: what became of an order; <c>/status</c> is the changing part of it, <c>/cancel</c> gives it up.</summary>
internal static class OrderEndpoint
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/orders/{id:guid}", Verbs.Read, ShowAsync);
        app.MapMethods("/orders/{id:guid}/status", Verbs.Read, ShowStatusAsync);
        app.MapPost("/orders/{id:guid}/cancel", CancelAsync);
        app.MapMethods("/orders/{id:guid}/cancel", Verbs.Read, (Guid id) => new SeeOther($"/orders/{id}"));
    }

    private static async Task<IResult> ShowAsync(Guid id, OrdersClient orders, CatalogClient catalog, CancellationToken cancellation)
    {
        try
        {
            if (await orders.FindAsync(id, cancellation) is not { } order) return ErrorPages.Of(StatusCodes.Status404NotFound);
            var ordered = await catalog.FindNowAsync(order.EventId, cancellation);
            return new Page<OrderPage>(StatusCodes.Status200OK, (nameof(OrderPage.Order), order), (nameof(OrderPage.Event), ordered));
        }
        catch (UpstreamException failure)
        {
            return ErrorPages.Of(failure, $"/orders/{id}", "Your order is safe; only its page cannot be shown. This page tries again by itself.");
        }
    }

    private static async Task<IResult> ShowStatusAsync(Guid id, OrdersClient orders, CancellationToken cancellation) =>
        await orders.FindAsync(id, cancellation) is { } order
            ? new Page<OrderStatus>(StatusCodes.Status200OK, (nameof(OrderStatus.Order), order))
            : ErrorPages.Of(StatusCodes.Status404NotFound);

    private static async Task<IResult> CancelAsync(Guid id, OrdersClient orders, CancellationToken cancellation)
    {
        try
        {
            await orders.CancelAsync(id, cancellation);
            return new SeeOther($"/orders/{id}");
        }
        catch (UpstreamException failure)
        {
            return ErrorPages.Of(failure, $"/orders/{id}", "We could not tell whether the order was cancelled; its page shows it.");
        }
    }
}
