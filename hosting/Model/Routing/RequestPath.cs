using System.Text;

namespace Parity.Model;

/// <summary>
/// The path of a request as every rendering sees it: RFC 3986 section 6.2.2, and a backslash is a slash, which is what Istio's
/// gateways do by default (<see href="https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig-ProxyPathNormalization-NormalizationType">BASE</see>).
/// Runs of slashes stay: <c>//api</c> is not <c>/api</c>.
/// </summary>
public static class RequestPath
{
    /// <summary>From the target of a request line (<c>/a/./%61pi?x=1</c>) to the path that is matched (<c>/a/api</c>).</summary>
    public static string Normalize(string target)
    {
        var end = target.AsSpan().IndexOfAny('?', '#');
        var path = end < 0 ? target : target[..end];
        if (path.Length == 0) return "/";
        if (path.AsSpan().IndexOfAny('%', '\\') < 0 && !path.Contains("/.", StringComparison.Ordinal)) return path;
        return WithoutDotSegments(Decoded(path));
    }

    // Only unreserved characters may be decoded without a change of meaning: %2F is not a slash.
    private static string Decoded(string path)
    {
        var decoded = new StringBuilder(path.Length);
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '%' && i + 2 < path.Length && char.IsAsciiHexDigit(path[i + 1]) && char.IsAsciiHexDigit(path[i + 2]))
            {
                var value = (char)Convert.FromHexString(path.AsSpan(i + 1, 2))[0];
                if (char.IsAsciiLetterOrDigit(value) || value is '-' or '.' or '_' or '~') decoded.Append(value);
                else decoded.Append(path, i, 3);
                i += 2;
            }
            else
            {
                decoded.Append(path[i] == '\\' ? '/' : path[i]);
            }
        }

        return decoded.ToString();
    }

    // RFC 3986, 5.2.4, on whole segments.
    private static string WithoutDotSegments(string path)
    {
        var kept = new List<string>();
        var segments = path.Split('/');
        for (var i = 1; i < segments.Length; i++)
        {
            var isLast = i == segments.Length - 1;
            switch (segments[i])
            {
                case ".." when kept.Count > 0:
                    kept.RemoveAt(kept.Count - 1);
                    if (isLast) kept.Add("");
                    break;
                case "." or "..":
                    if (isLast) kept.Add("");
                    break;
                default:
                    kept.Add(segments[i]);
                    break;
            }
        }

        return "/" + string.Join('/', kept);
    }
}
