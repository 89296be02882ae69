namespace Parity.Model;

/// <summary>The paths that a route answers for; case counts, the query does not.</summary>
/// <param name="Path">As written, percent-encoded like a URL.</param>
public abstract record PathPattern(string Path)
{
    /// <summary>This path and no other: <c>/api</c> is not <c>/api/</c>.</summary>
    public sealed record Exact(string Path) : PathPattern(Path)
    {
        public override string ToString() => $"={Path}";
    }

    /// <summary>This path and everything below it by whole segments: <c>/api</c> and <c>/api/</c> alike, never <c>/apifoo</c>.</summary>
    public sealed record Prefix(string Path) : PathPattern(Path)
    {
        /// <summary>Without the slash at its end, which carries no meaning; empty for <c>/</c>.</summary>
        public string Stem => Path.TrimEnd('/');

        public override string ToString() => $"{Stem}/*";
    }

    /// <summary>Whether a normalised path (<see cref="RequestPath"/>) falls under the pattern.</summary>
    public bool Matches(string path) => this switch
    {
        Prefix prefix => path.StartsWith(prefix.Stem, StringComparison.Ordinal) && (path.Length == prefix.Stem.Length || path[prefix.Stem.Length] == '/'),
        _ => path.Equals(Path, StringComparison.Ordinal),
    };

    /// <summary>
    /// The path the backend sees: the whole exact path is replaced, or the matched prefix of it
    /// (Gateway API, HTTPPathModifier.replacePrefixMatch: <c>/foo</c> to <c>/</c> makes <c>/foo/bar</c> <c>/bar</c> and <c>/foo</c> <c>/</c>).
    /// </summary>
    public string Rewrite(string path, string replacement)
    {
        if (this is not Prefix prefix) return replacement;
        var rewritten = replacement.TrimEnd('/') + path[prefix.Stem.Length..];
        return rewritten.Length == 0 ? "/" : rewritten;
    }

    /// <summary>Every exact path before every prefix, then the longer prefix (Gateway API, HTTPRouteRule.matches).</summary>
    internal int Rank => this is Prefix prefix ? prefix.Stem.Length : int.MaxValue;
}
