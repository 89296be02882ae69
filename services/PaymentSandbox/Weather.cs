namespace PaymentSandbox;

/// <summary>What a provider's callers live with: latency, and failures that do not say whether the money moved.</summary>
internal sealed class Weather(SandboxSettings settings, TimeProvider time)
{
    public async Task<IResult> Through(Func<Task<IResult>> work, CancellationToken cancellation)
    {
        var luck = Random.Shared.NextDouble();
        await Task.Delay(settings.Latency, time, cancellation);
        if (luck < settings.FailureRate / 2) return Failure();
        var result = await work();
        return luck < settings.FailureRate ? Failure() : result;
    }

    private static IResult Failure() => Results.Problem(statusCode: 503, detail: "The provider failed (Payments:FailureRate). Ask again with the same Idempotency-Key.");
}
