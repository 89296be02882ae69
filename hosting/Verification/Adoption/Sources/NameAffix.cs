using Parity.Verification.Adoption.Facts;

namespace Parity.Verification.Adoption.Sources;

/// <summary>A part of names, between dashes, that says where something runs instead of what it is.</summary>
internal sealed record NameAffix(string Text)
{
    /// <summary>The name without it, or null where it does not carry it.</summary>
    public string? Without(string name)
    {
        if (name.StartsWith($"{Text}-", StringComparison.Ordinal)) return Label(name[(Text.Length + 1)..]);
        if (name.EndsWith($"-{Text}", StringComparison.Ordinal)) return Label(name[..^(Text.Length + 1)]);
        var at = name.IndexOf($"-{Text}-", StringComparison.Ordinal);
        return at < 0 ? null : Label(name[..at] + name[(at + Text.Length + 1)..]);
    }

    /// <summary>What may be one in an environment, none first: its own name, the release of a chart, and what all its workloads share.</summary>
    public static IEnumerable<NameAffix?> Candidates(EnvironmentSource source, HashSet<string> names) =>
        new string?[] { null }
            .Concat(names.SelectMany(name => name.Split('-')).Where(part => IsOf(part, source.Name)))
            .Concat(Releases(source).Where(release => names.Any(name => name.StartsWith($"{release}-", StringComparison.Ordinal))))
            .Concat(Shared(names, fromEnd: false)).Concat(Shared(names, fromEnd: true))
            .Distinct(StringComparer.Ordinal).Select(text => text is null ? null : new NameAffix(text));

    private static bool IsOf(string part, string environment) => part == environment || EnvironmentOrder.IsKnown(part) && EnvironmentOrder.IsKnown(environment) && EnvironmentOrder.Rank(part) == EnvironmentOrder.Rank(environment);

    private static IEnumerable<string> Releases(EnvironmentSource source) => source.Objects.Where(Inventory.IsWorkload)
        .SelectMany(each => new[] { each.Root.Text("metadata", "labels", "app.kubernetes.io/instance"), each.Root.Text("metadata", "labels", "release"), each.Annotation("meta.helm.sh/release-name") })
        .Where(each => each is { Length: > 0 }).GroupBy(each => each!, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key);

    // shop-blue-cart and shop-blue-web share shop and shop-blue.
    private static IEnumerable<string> Shared(HashSet<string> names, bool fromEnd)
    {
        var parts = names.Select(name => fromEnd ? name.Split('-').Reverse().ToArray() : name.Split('-')).ToList();
        var shortest = parts.Min(each => each.Length);
        for (var length = 1; length < shortest; length++)
        {
            if (parts.Any(each => each[length - 1] != parts[0][length - 1])) yield break;
            var shared = parts[0][..length];
            yield return string.Join('-', fromEnd ? shared.Reverse() : shared);
        }
    }

    private static string? Label(string rest) => rest.Length > 0 && rest[0] != '-' && rest[^1] != '-' ? rest : null;
}
