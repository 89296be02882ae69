using System.Text.Json.Nodes;

namespace Parity.Delivery;

/// <summary>One object as it shall be.</summary>
/// <param name="Key">Which one.</param>
/// <param name="Workload">The workload it belongs to; empty for what the whole system shares.</param>
/// <param name="Stage">Position in the order of applying; objects of one stage go together.</param>
/// <param name="Body">What is applied, with <see cref="HashAnnotation"/>.</param>
public sealed record DesiredObject(ObjectKey Key, string Workload, int Stage, JsonObject Body)
{
    /// <summary>Hash of what was applied: a field that is no longer applied shows in no other way.</summary>
    public const string HashAnnotation = "parity/applied";

    public string Hash => Body.At("metadata", "annotations").Text(HashAnnotation);
}
