using System.ComponentModel;
using System.IO.Compression;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Catalog.Cache;

/// <summary>
/// A response body as it goes over the wire, and as the response. Declared immutable, so the cache hands out the one instance instead of copies. It is
/// compressed once, for the first who accepts that, and not for each request.
/// </summary>
[ImmutableObject(true)]
internal sealed class CachedPage(ReadOnlyMemory<byte> json) : IResult
{
    // What fits into one packet gains nothing.
    private const int Worthwhile = 1024;

    private byte[]? _compressed;

    public ReadOnlyMemory<byte> Json => json;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, body) = (httpContext.Response, json);
        response.ContentType = "application/json";
        if (json.Length >= Worthwhile)
        {
            response.Headers.Vary = HeaderNames.AcceptEncoding;
            if (TakesGzip(httpContext.Request.Headers.AcceptEncoding))
            {
                response.Headers.ContentEncoding = "gzip";
                // Two at once do the same work twice, once.
                body = _compressed ??= Compress(json);
            }
        }

        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body, httpContext.RequestAborted);
    }

    // Accept-Encoding: gzip;q=0.8, br, *;q=0
    private static bool TakesGzip(StringValues accepted) =>
        accepted.Count > 0 && StringWithQualityHeaderValue.TryParseList(accepted, out var codings) && codings.Any(coding => coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && coding.Quality != 0);

    private static byte[] Compress(ReadOnlyMemory<byte> json)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal)) gzip.Write(json.Span);
        return compressed.ToArray();
    }
}
