using System.Text.Json;
using Fulfillment.Jobs;
using Polly;

namespace Fulfillment.Payments;

/// <summary>The payment provider's API. The key of a payment is the order's id, so an order is charged at most once, whoever asks.</summary>
internal sealed class PaymentProvider(HttpClient http)
{
    public async Task<ChargeResult> Charge(Job job, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/payments")
        {
            Headers = { { "Idempotency-Key", Key(job) } },
            Content = JsonContent.Create(new ChargeRequest(Key(job), job.Total, job.Currency, job.Email), PaymentJson.Default.ChargeRequest),
        };
        using var response = await http.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
        var payment = await response.Content.ReadFromJsonAsync(PaymentJson.Default.ChargeAnswer, cancellation);
        return payment?.Status switch
        {
            "charged" => ChargeResult.Charged,
            "declined" => ChargeResult.Declined,
            "voided" => ChargeResult.Voided,
            var other => throw new HttpRequestException($"The payment provider answered with the unknown status '{other}'."),
        };
    }

    public async Task Void(Job job, CancellationToken cancellation)
    {
        using var response = await http.DeleteAsync(new Uri($"/api/payments/{Key(job)}", UriKind.Relative), cancellation);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>What a provider that is away, slow or broken makes of a call; all of it is worth another try.</summary>
    public static bool IsFailure(Exception failure) =>
        failure is HttpRequestException or OperationCanceledException or ExecutionRejectedException or JsonException or IOException;

    private static string Key(Job job) => job.OrderId.ToString();
}
