using Parity.Emission;

namespace Parity.Verification;

/// <summary>A node on one line, the same for equal nodes.</summary>
internal static class CanonicalText
{
    public static string Of(Node node) => node switch
    {
        Node.Scalar scalar => scalar.Value,
        Node.List list => $"[{string.Join(", ", list.Items.Select(Of))}]",
        Node.Map map => $"{{{string.Join(", ", map.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}: {Of(entry.Value)}"))}}}",
        _ => throw new InvalidOperationException(),
    };
}
