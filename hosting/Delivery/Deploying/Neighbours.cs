using System.Text.Json.Nodes;

namespace Parity.Delivery;

/// <summary>What others run in the system's namespace; a quota counts it too.</summary>
internal sealed record Neighbours(IReadOnlyList<JsonNode> Pods, int Services, int Deployments)
{
    public static async Task<Neighbours> ReadAsync(ApiClient client, DesiredState desired, CancellationToken cancellation)
    {
        // "!=" holds for objects without the label too (kubernetes.io/docs/concepts/overview/working-with-objects/labels).
        var others = Uri.EscapeDataString($"app.kubernetes.io/part-of!={desired.System}");
        var (pods, services, deployments) = (ListAsync("api/v1", "pods"), ListAsync("api/v1", "services"), ListAsync("apis/apps/v1", "deployments"));
        // Pods that have ended use nothing.
        return new([.. (await pods).Where(pod => pod.Text("status", "phase") is not ("Succeeded" or "Failed"))], (await services).Length, (await deployments).Length);

        async Task<JsonNode[]> ListAsync(string api, string kind) =>
            [.. (await client.GetAsync($"{api}/namespaces/{desired.Namespace}/{kind}?labelSelector={others}", cancellation)).At("items").Items()];
    }
}
