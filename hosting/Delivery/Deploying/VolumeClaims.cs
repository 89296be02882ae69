using System.Text.Json.Nodes;

namespace Parity.Delivery;

/// <summary>Volume claims of stores that the model no longer has; their data is deleted only when that was asked for.</summary>
public sealed class VolumeClaims(ApiClient client, DesiredState desired, IProgress<DeliveryEvent> progress)
{
    public async Task PruneAsync(CancellationToken cancellation)
    {
        var collection = $"api/v1/namespaces/{desired.Namespace}/persistentvolumeclaims";
        // The controller of a StatefulSet gives its selector's labels to the claims.
        var claims = await client.GetAsync($"{collection}?labelSelector={Uri.EscapeDataString($"app.kubernetes.io/part-of={desired.System}")}", cancellation);
        foreach (var claim in Surplus(claims))
        {
            await client.DeleteAsync($"{collection}/{claim}", cancellation);
            progress.Report(DeliveryEvent.Warning("prune", $"PersistentVolumeClaim/{claim} deleted with its data"));
        }
    }

    private IEnumerable<string> Surplus(JsonObject claims)
    {
        var stores = desired.Objects.Where(one => one.Key.Kind == "StatefulSet").Select(one => one.Workload).ToHashSet();
        return claims.At("items").Items().Where(claim => !stores.Contains(claim.At("metadata", "labels").Text("app.kubernetes.io/name"))).Select(claim => claim.Text("metadata", "name"));
    }
}
