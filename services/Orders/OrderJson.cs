using System.Text.Json.Serialization;
using Orders.Placing;

namespace Orders;

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(OrderRequest))]
internal sealed partial class OrderJson : JsonSerializerContext;
