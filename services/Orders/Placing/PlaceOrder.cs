using System.Diagnostics;
using Npgsql;

namespace Orders.Placing;

internal static class PlaceOrder
{
    public static void MapPlaceOrder(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/", Handle)
            .WithName("PlaceOrder")
            .Accepts<OrderRequest>("application/json")
            .Produces<Order>(202)
            .ProducesValidationProblem()
            .ProducesProblem(404)
            .ProducesProblem(409)
            .ProducesProblem(413)
            .ProducesProblem(422);

    private static async Task<IResult> Handle(HttpRequest http, OrderRequest request, OrderBook orders, NpgsqlDataSource source, CancellationToken cancellation)
    {
        var problems = request.Problems();
        var key = IdempotencyKey.Read(http);
        if (key is null) problems[IdempotencyKey.Header] = [IdempotencyKey.Rule];
        if (problems.Count > 0) return Results.ValidationProblem(problems);

        var order = await Accepting.Place(source, new NewOrder(Guid.CreateVersion7(), key!, request.EventId!.Value, request.Quantity!.Value, request.Email!, Activity.Current?.Id), cancellation)
            ?? await orders.ByKey(key!, cancellation);
        if (order is null) return await Refuse(request.EventId.Value, orders, cancellation);
        return request.IsOf(order)
            ? Results.Accepted($"/api/orders/{order.Id}", order)
            : Results.Problem(statusCode: 422, detail: $"This {IdempotencyKey.Header} was used for another order. Use a new key per order.");
    }

    private static async Task<IResult> Refuse(int eventId, OrderBook orders, CancellationToken cancellation) =>
        await orders.SeatsLeft(eventId, cancellation) is { } left
            ? Results.Problem(statusCode: 409, title: "Not enough seats", detail: $"Event {eventId} has {left} seats left.", extensions: [KeyValuePair.Create<string, object?>("seatsLeft", left)])
            : Results.Problem(statusCode: 404, detail: $"There is no event {eventId}.");
}
