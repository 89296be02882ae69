using System.Text.Json.Nodes;

namespace Parity.Delivery;

/// <summary>A field of a live object that is not as the model says.</summary>
/// <param name="Target">Which object.</param>
/// <param name="Difference">The field; no segments where the whole object is missing or too much.</param>
/// <param name="Manager">Who wrote it last; empty where nobody is recorded.</param>
/// <param name="Time">When; empty likewise.</param>
public sealed record DriftedField(ObjectKey Target, FieldDifference Difference, string Manager, string Time);

/// <summary>Compares what runs with what the model says. Defaults of the server, statuses and an autoscaler's replicas are no drift.</summary>
public static class Drift
{
    private static readonly HashSet<string> Controllers = ["kube-controller-manager", "kube-scheduler", "keda", "pilot-discovery", "nginx-ingress-controller", Autoscaled.Keeper, ApiClient.Manager];

    public static IReadOnlyList<DriftedField> Of(DesiredState desired, LiveObjects live)
    {
        var wanted = desired.Objects.Select(one => one.Key).ToHashSet();
        return
        [
            .. desired.Objects.SelectMany(one => Of(one, live.Find(one.Key))),
            .. live.All.Where(body => !wanted.Contains(ObjectKey.Of(body))).Select(body => Whole(ObjectKey.Of(body), "", "exists", body)),
        ];
    }

    private static IEnumerable<DriftedField> Of(DesiredObject wanted, JsonObject? live)
    {
        if (live is null) return [Whole(wanted.Key, "exists", "", null)];
        // The hash is bookkeeping of delivery, and what it covers is compared field by field.
        var changed = Fields.Missing(wanted.Body, live).Where(difference => difference.Segments[^1] != DesiredObject.HashAnnotation);
        return changed.Concat(Added(wanted.Body, live)).DistinctBy(difference => difference.Path).Select(difference =>
        {
            var owner = FieldOwners.Of(live, difference.Segments);
            return new DriftedField(wanted.Key, difference, owner.Manager, owner.Time);
        });
    }

    /// <summary>Fields that nobody but a person's tool has put there.</summary>
    private static IEnumerable<FieldDifference> Added(JsonObject wanted, JsonObject live) =>
        live.At("metadata", "managedFields").Items()
            .Where(entry => entry.Text("subresource").Length == 0 && !Controllers.Contains(entry.Text("manager")))
            .SelectMany(entry => FieldOwners.Leaves(entry.At("fieldsV1"), live, []))
            .Where(leaf => leaf.Segments[0] is not "status" && !IsServers(leaf.Path) && !FieldOwners.Exists(wanted, leaf.Segments));

    // The server gives every namespace these two, and counts them to whoever created it.
    private static bool IsServers(string path) => path is "metadata.labels.kubernetes.io/metadata.name" or "spec.finalizers";

    private static DriftedField Whole(ObjectKey key, string wanted, string actual, JsonObject? live)
    {
        var writer = live.At("metadata", "managedFields").Items().MaxBy(entry => entry.Text("time"), StringComparer.Ordinal);
        return new(key, new([], wanted, actual), writer.Text("manager"), writer.Text("time"));
    }
}
