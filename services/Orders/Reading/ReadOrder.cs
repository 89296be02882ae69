namespace Orders.Reading;

internal static class ReadOrder
{
    public static void MapReadOrder(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/{id:guid}", async (Guid id, OrderBook orders, CancellationToken cancellation) =>
                await orders.ById(id, cancellation) is { } order ? Results.Ok(order) : Results.Problem(statusCode: 404, detail: $"There is no order {id}."))
            .WithName("GetOrder")
            .Produces<Order>()
            .ProducesProblem(404);
}
