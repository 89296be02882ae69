using ServiceDefaults.Errors;

namespace PaymentSandbox.Payments;

internal static class Charge
{
    public static void MapCharge(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/", Handle)
            .WithName("Charge")
            .Accepts<ChargeRequest>("application/json")
            .Produces<Payment>()
            .ProducesValidationProblem()
            .ProducesProblem(422)
            .ProducesBodyProblems()
            .AddOpenApiOperationTransformer(PaymentKey.Describe);

    private static async Task<IResult> Handle(HttpRequest http, ChargeRequest request, Ledger ledger, Weather weather, CancellationToken cancellation)
    {
        var problems = request.Problems();
        var key = http.Headers[PaymentKey.Header] is [var only] && PaymentKey.IsValid(only) ? only : null;
        if (key is null) problems[PaymentKey.Header] = [PaymentKey.Rule];
        if (problems.Count > 0) return Results.ValidationProblem(problems);

        return await weather.Through(async () =>
        {
            var payment = await ledger.Charge(key!, request, cancellation);
            var isSame = payment.Status == "voided" || (payment.Reference == request.Reference && payment.Amount == request.Amount && payment.Currency == request.Currency);
            return isSame ? Results.Ok(payment) : Results.Problem(statusCode: 422, detail: $"This {PaymentKey.Header} belongs to another payment.");
        }, cancellation);
    }
}
