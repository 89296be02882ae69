using System.Text.Json.Nodes;

namespace Parity.Delivery;

/// <summary>What makes an object of a namespace that one and no other.</summary>
public sealed record ObjectKey(string ApiVersion, string Kind, string Name)
{
    public static ObjectKey Of(JsonObject body) => new(body.Text("apiVersion"), body.Text("kind"), body.Text("metadata", "name"));

    public Resource Resource => Resource.Of(ApiVersion, Kind);

    public override string ToString() => $"{Kind}/{Name}";
}
