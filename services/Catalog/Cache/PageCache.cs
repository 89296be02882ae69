using Microsoft.Extensions.Caching.Hybrid;

namespace Catalog.Cache;

/// <summary>Pages in memory, then in Garnet, then from PostgreSQL; many requests for one missing page make it once.</summary>
internal sealed class PageCache(HybridCache cache, PageCacheSettings settings)
{
    private readonly HybridCacheEntryOptions _list = Lifetime(settings.ListLifetime);
    private readonly HybridCacheEntryOptions _detail = Lifetime(settings.DetailLifetime);

    public ValueTask<CachedPage> List(string key, Func<CancellationToken, Task<byte[]>> make, CancellationToken cancellation) => Get(key, make, _list, cancellation);

    public ValueTask<CachedPage> Detail(string key, Func<CancellationToken, Task<byte[]>> make, CancellationToken cancellation) => Get(key, make, _detail, cancellation);

    private ValueTask<CachedPage> Get(string key, Func<CancellationToken, Task<byte[]>> make, HybridCacheEntryOptions lifetime, CancellationToken cancellation) =>
        cache.GetOrCreateAsync(key, make, static async (make, token) => new CachedPage(await make(token)), lifetime, cancellationToken: cancellation);

    // The levels' ages add up: half each keeps what is shown within the lifetime.
    private static HybridCacheEntryOptions Lifetime(TimeSpan lifetime) => new() { Expiration = lifetime / 2, LocalCacheExpiration = lifetime / 2 };
}
