namespace Parity.Delivery;

/// <summary>Volume claims of stores that the model no longer has; their data is deleted only when that was asked for.</summary>
public sealed class VolumeClaims(ApiClient client, DesiredState desired, IProgress<DeliveryEvent> progress)
{
    private string Collection => $"api/v1/namespaces/{desired.Namespace}/persistentvolumeclaims";

    /// <summary>Names of the claims that nothing of the model uses.</summary>
    public async Task<IReadOnlyList<string>> SurplusAsync(CancellationToken cancellation)
    {
        // The controller of a StatefulSet gives its selector's labels to the claims.
        var claims = await client.GetAsync($"{Collection}?labelSelector={Uri.EscapeDataString($"app.kubernetes.io/part-of={desired.System}")}", cancellation);
        var stores = desired.Objects.Where(one => one.Key.Kind == "StatefulSet").Select(one => one.Workload).ToHashSet();
        return [.. claims.At("items").Items()
            .Where(claim => claim.At("metadata", "deletionTimestamp") is null && !stores.Contains(claim.At("metadata", "labels").Text("app.kubernetes.io/name")))
            .Select(claim => claim.Text("metadata", "name"))];
    }

    public async Task PruneAsync(CancellationToken cancellation)
    {
        foreach (var claim in await SurplusAsync(cancellation))
        {
            await client.DeleteAsync($"{Collection}/{claim}", cancellation);
            progress.Report(DeliveryEvent.Warning("prune", $"PersistentVolumeClaim/{claim} deleted with its data"));
        }
    }
}
