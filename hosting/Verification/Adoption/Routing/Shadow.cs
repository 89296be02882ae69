using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Routing;

/// <summary>The first rule of a VirtualService that matches is taken: what an earlier prefix covers is never reached.</summary>
internal static class Shadow
{
    public static void Add(List<string> earlier, Node rule)
    {
        if (!rule.Items("match").Any()) earlier.Add("/");
        foreach (var match in rule.Items("match"))
            if (Prefix(match) is { } prefix) earlier.Add(prefix);
    }

    public static bool Covers(List<string> earlier, Node match)
    {
        if (earlier.Count == 0) return false;
        var path = match.Text("uri", "prefix") ?? match.Text("uri", "exact") ?? (match.Text("uri", "regex") is null ? "/" : "");
        return earlier.Any(prefix => prefix == "/" || path.StartsWith(prefix, StringComparison.Ordinal));
    }

    // Only a rule for every request of the path covers others: no method, header or parameter, and of all gateways.
    private static string? Prefix(Node match) => match.Entries().All(pair => pair.Key is "uri" or "name" or "ignoreUriCase") ? match.At("uri") is null ? "/" : match.Text("uri", "prefix") : null;
}
