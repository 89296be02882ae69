using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.Dashboard;

/// <summary>Lets only calls through that carry the key of this run; without a key everybody on loopback may call.</summary>
internal sealed class ResourceServiceKey(string? key)
{
    public const string Header = "x-resource-service-api-key";

    private readonly byte[]? _hash = key is null ? null : Hash(key);

    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (_hash is null || IsKey(context.Request.Headers[Header])) return next(context);
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    // Hashes of equal length, compared in constant time, tell nothing about the key.
    private bool IsKey(string? given) => given is not null && CryptographicOperations.FixedTimeEquals(Hash(given), _hash);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
