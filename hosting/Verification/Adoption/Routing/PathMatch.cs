using System.Text.RegularExpressions;

namespace Parity.Verification.Adoption.Routing;

/// <summary>One spelling for a path that is matched: by prefix, exactly or by a pattern.</summary>
internal static partial class PathMatch
{
    public static string Prefix(string path) => path.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/";

    public static string Exact(string path) => $"= {path}";

    /// <summary>A pattern that only says "this prefix" is that prefix: /api(/|$)(.*), ^/api/.*, /api/?(.*).</summary>
    public static string Pattern(string pattern)
    {
        var match = PlainPrefix().Match(pattern);
        return match.Success ? Prefix(match.Groups[1].Value) : $"~ {pattern}";
    }

    /// <summary>An Ingress path: how ImplementationSpecific is read depends on whether the controller takes patterns.</summary>
    public static string Ingress(string path, string type, bool patterns) => type switch
    {
        "Exact" => Exact(path),
        "Prefix" when !patterns => Prefix(path),
        _ when path.AsSpan().IndexOfAny("(*[^$") >= 0 => Pattern(path.EndsWith("/*", StringComparison.Ordinal) ? $"{path[..^2]}/.*" : path),
        _ => Prefix(path),
    };

    [GeneratedRegex("^\\^?((?:/[\\w.~-]+)*/?)(?:\\(/\\|\\$\\)\\(\\.\\*\\)|/\\?\\(\\.\\*\\)|\\(/\\.\\*\\)\\?|/?\\(\\.\\*\\)|/?\\.\\*|\\(/\\|\\$\\)\\.\\*|\\(\\?:/\\.\\*\\)\\?)\\$?$")]
    private static partial Regex PlainPrefix();
}
