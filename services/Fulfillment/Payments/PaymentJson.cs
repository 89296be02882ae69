using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fulfillment.Payments;

internal sealed record ChargeRequest(string Reference, decimal Amount, string Currency, string Email);

internal sealed record ChargeAnswer(string? Status);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ChargeRequest))]
[JsonSerializable(typeof(ChargeAnswer))]
internal sealed partial class PaymentJson : JsonSerializerContext;
