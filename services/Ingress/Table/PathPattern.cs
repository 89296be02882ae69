namespace Ingress.Table;

/// <summary>Paths of a route: one exact path, or a prefix by whole segments. Case counts.</summary>
internal sealed record PathPattern(string? Exact, string? Prefix)
{
    private string Stem { get; } = Prefix?.TrimEnd('/') ?? "";

    /// <summary>Every exact path before every prefix, then the longer prefix.</summary>
    public int Rank => Exact is null ? Stem.Length : int.MaxValue;

    public bool Matches(string path) => Exact is null
        ? path.StartsWith(Stem, StringComparison.Ordinal) && (path.Length == Stem.Length || path[Stem.Length] == '/')
        : path.Equals(Exact, StringComparison.Ordinal);

    /// <summary>Replaces the whole exact path or the matched prefix.</summary>
    public string Replace(string path, string replacement)
    {
        if (Exact is not null) return replacement;
        var replaced = replacement.TrimEnd('/') + path[Stem.Length..];
        return replaced.Length == 0 ? "/" : replaced;
    }
}
