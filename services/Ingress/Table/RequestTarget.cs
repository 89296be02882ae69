using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Ingress.Table;

/// <summary>
/// The path and query as the client sent them. ASP.NET decodes the path, which turns <c>%25 2F</c> into <c>%2F</c>; routes are
/// matched on, and backends get, the encoded form with only what RFC 3986 section 6.2.2 calls equivalent folded, as Istio's gateways do.
/// </summary>
internal sealed record RequestTarget(string Path, string Query)
{
    public static RequestTarget Of(HttpContext context)
    {
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        // Absolute form (RFC 9112, 3.2.2): GET http://shop.example.com/a
        if (raw.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme && raw[0] != '/')
        {
            var end = raw.AsSpan(scheme + 3).IndexOfAny('/', '?');
            raw = end < 0 ? "/" : raw[(scheme + 3 + end)..];
            if (raw[0] == '?') raw = "/" + raw;
        }

        var query = raw.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? new(Normalize(raw), "") : new(Normalize(raw[..query]), raw[query..]);
    }

    private static string Normalize(string path)
    {
        if (path.AsSpan().IndexOfAny('%', '\\') < 0 && !path.Contains("/.", StringComparison.Ordinal)) return path;
        var decoded = new StringBuilder(path.Length);
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '%' && i + 2 < path.Length && char.IsAsciiHexDigit(path[i + 1]) && char.IsAsciiHexDigit(path[i + 2]))
            {
                var letter = (char)Convert.FromHexString(path.AsSpan(i + 1, 2))[0];
                if (char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_' or '~') decoded.Append(letter);
                else decoded.Append(path, i, 3);
                i += 2;
            }
            else
            {
                decoded.Append(path[i] == '\\' ? '/' : path[i]);
            }
        }

        return WithoutDots(decoded.ToString().Split('/'));
    }

    // RFC 3986, 5.2.4, on whole segments.
    private static string WithoutDots(string[] segments)
    {
        var kept = new List<string>();
        foreach (var segment in segments.Skip(1))
        {
            if (segment is not ("." or "..")) kept.Add(segment);
            else if (segment is ".." && kept.Count > 0) kept.RemoveAt(kept.Count - 1);
        }

        if (segments[^1] is "." or "..") kept.Add("");
        return "/" + string.Join('/', kept);
    }
}
