using System.Text.Json;
using System.Text.Json.Serialization;
using PaymentSandbox.Payments;

namespace PaymentSandbox;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Payment))]
[JsonSerializable(typeof(ChargeRequest))]
internal sealed partial class PaymentJson : JsonSerializerContext;
