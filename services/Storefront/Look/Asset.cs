using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using Storefront.Edge;

namespace Storefront.Look;

/// <summary>
/// The style sheet, the script and the icon, inside the assembly. Their content's hash is in the query, not in the path:
/// while two releases run side by side, a page of one may fetch its style from the other and must not get a 404.
/// </summary>
internal static class Asset
{
    private static readonly Dictionary<string, Content> All = new[]
    {
        Content.Read("shop.css", "text/css; charset=utf-8"),
        Content.Read("order.js", "text/javascript; charset=utf-8"),
        Content.Read("favicon.svg", "image/svg+xml"),
    }.ToDictionary(asset => asset.Name);

    public static string Url(string name) => $"/assets/{name}?v={All[name].Hash}";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/assets/{name}", Verbs.Read, (string name, string? v, HttpResponse response) => Serve(name, v, response));
        // Browsers ask for this one unasked; the page names the SVG.
        app.MapMethods("/favicon.ico", Verbs.Read, (HttpResponse response) => Serve("favicon.svg", null, response));
    }

    private static IResult Serve(string name, string? version, HttpResponse response)
    {
        if (!All.TryGetValue(name, out var asset)) return Results.NotFound();
        response.Headers.CacheControl = version == asset.Hash ? "public, max-age=31536000, immutable" : "public, no-cache";
        return Results.Bytes(asset.Bytes, asset.ContentType, entityTag: new EntityTagHeaderValue($"\"{asset.Hash}\""));
    }

    private sealed record Content(string Name, string ContentType, byte[] Bytes, string Hash)
    {
        public static Content Read(string name, string contentType)
        {
            using var stream = typeof(Asset).Assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            return new(name, contentType, content, Convert.ToHexStringLower(SHA256.HashData(content))[..12]);
        }
    }
}
