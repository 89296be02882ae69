namespace PaymentSandbox.Payments;

internal static class ReadPayment
{
    public static void MapReadPayment(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/{key}", async (string key, Ledger ledger, CancellationToken cancellation) =>
                PaymentKey.IsValid(key) && await ledger.Read(key, cancellation) is { } payment
                    ? Results.Ok(payment)
                    : Results.Problem(statusCode: 404, detail: "There is no such payment."))
            .WithName("GetPayment")
            .Produces<Payment>()
            .ProducesProblem(404);
}
