using System.Diagnostics;
using ServiceDefaults.Errors;

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
            .ProducesProblem(422)
            .ProducesBodyProblems()
            .AddOpenApiOperationTransformer(IdempotencyKey.Describe);

    private static async Task<IResult> Handle(HttpRequest http, OrderRequest request, Acceptance acceptance, CancellationToken cancellation)
    {
        var problems = request.Problems();
        var key = IdempotencyKey.Read(http);
        if (key is null) problems[IdempotencyKey.Header] = [IdempotencyKey.Rule];
        if (problems.Count > 0) return Results.ValidationProblem(problems);

        var order = new NewOrder(Guid.CreateVersion7(), key!, request.EventId!.Value, request.Quantity!.Value, request.Email!, Activity.Current?.Id);
        return await acceptance.Place(order, cancellation) switch
        {
            { Order: { } placed } when request.IsOf(placed) => Results.Accepted($"/api/orders/{placed.Id}", placed),
            { Order: not null } => Results.Problem(statusCode: 422, detail: $"This {IdempotencyKey.Header} was used for another order. Use a new key per order."),
            { SeatsLeft: { } left } => Results.Problem(statusCode: 409, title: "Not enough seats", detail: $"Event {order.EventId} has {left} seats left.", extensions: [KeyValuePair.Create<string, object?>("seatsLeft", left)]),
            { } => Results.Problem(statusCode: 404, detail: $"There is no event {order.EventId}."),
            null => TooMany(http),
        };
    }

    private static IResult TooMany(HttpRequest http)
    {
        http.HttpContext.Response.Headers.RetryAfter = "1";
        return Results.Problem(statusCode: 429, detail: "Too many orders wait to be accepted. Nothing was done; try again shortly with the same key.");
    }
}
