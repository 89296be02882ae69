namespace PaymentSandbox.Payments;

/// <summary>Undoes a charge, or forbids one that has not come yet; once or more, the effect is the same.</summary>
internal static class VoidPayment
{
    public static void MapVoidPayment(this IEndpointRouteBuilder routes) =>
        routes.MapDelete("/{key}", Handle)
            .WithName("VoidPayment")
            .Produces(204)
            .ProducesValidationProblem();

    private static async Task<IResult> Handle(string key, Ledger ledger, Weather weather, CancellationToken cancellation)
    {
        if (!PaymentKey.IsValid(key)) return Results.ValidationProblem(new Dictionary<string, string[]> { ["key"] = [PaymentKey.Rule] });
        return await weather.Through(async () =>
        {
            await ledger.Void(key, cancellation);
            return Results.NoContent();
        }, cancellation);
    }
}
