using System.Text.Json.Nodes;

namespace Parity.Delivery;

/// <summary>What has to happen to an object.</summary>
public sealed record Change(DesiredObject Wanted, JsonObject? Live)
{
    public bool IsCreation => Live is null;
}

/// <summary>The difference between what shall be and what is.</summary>
/// <param name="Changes">Objects to apply, in the order of their stages.</param>
/// <param name="Surplus">Objects of the system that nothing wants any more.</param>
public sealed record Plan(IReadOnlyList<Change> Changes, IReadOnlyList<ObjectKey> Surplus)
{
    public bool IsEmpty => Changes.Count == 0 && Surplus.Count == 0;

    public static Plan Of(DesiredState desired, LiveObjects live)
    {
        var wanted = desired.Objects.Select(one => one.Key).ToHashSet();
        return new(
            [.. desired.Objects.Select(one => new Change(one, live.Find(one.Key))).Where(change => !IsAsApplied(change))],
            [.. live.All.Select(ObjectKey.Of).Where(key => !wanted.Contains(key)).OrderBy(key => key.ToString(), StringComparer.Ordinal)]);
    }

    private static bool IsAsApplied(Change change) =>
        change.Live is { } live
        && live.At("metadata", "deletionTimestamp") is null
        && live.At("metadata", "annotations").Text(DesiredObject.HashAnnotation) == change.Wanted.Hash
        && !Fields.Missing(change.Wanted.Body, live).Any();
}
