using System.Globalization;
using System.Net;
using Microsoft.Extensions.Caching.Hybrid;
using Storefront.Edge;

namespace Storefront.Events;

/// <summary>Reads the catalog. In a rush thousands look at the same event; each replica asks for it once a second.</summary>
internal sealed class CatalogClient(HttpClient http, HybridCache cache)
{
    public const int PageSize = 20;

    // Seats left may be a second old on a page; whether seats are there is decided by Orders, never by this figure.
    private static readonly HybridCacheEntryOptions Briefly = new()
    {
        Expiration = TimeSpan.FromSeconds(1),
        Flags = HybridCacheEntryFlags.DisableDistributedCache,
    };

    public Task<EventList> ListAsync(string search, int page, CancellationToken cancellation) =>
        // Searches are not kept: anyone can invent new ones, and the memory of a replica is finite.
        search is "" ? KeptAsync($"events/{page}", c => FetchListAsync("", page, c), cancellation) : FetchListAsync(search, page, cancellation);

    public Task<CatalogEvent?> FindAsync(long id, CancellationToken cancellation) =>
        KeptAsync($"event/{id}", c => FetchAsync(id, c), cancellation);

    /// <summary>The event as it is this moment, for a page that is worth showing without it: null also when there is no quick answer.</summary>
    public async Task<CatalogEvent?> FindNowAsync(long id, CancellationToken cancellation)
    {
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        impatient.CancelAfter(TimeSpan.FromSeconds(1));
        try
        {
            return await FetchAsync(id, impatient.Token);
        }
        catch (Exception e) when (e is UpstreamException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<CatalogEvent?> FetchAsync(long id, CancellationToken cancellation)
    {
        using var response = await Upstream.SendAsync(http, new(HttpMethod.Get, $"/api/catalog/events/{id}"), cancellation);
        return response.StatusCode is HttpStatusCode.NotFound ? null : await Upstream.ReadAsync<CatalogEvent>(response, cancellation);
    }

    private async Task<EventList> FetchListAsync(string search, int page, CancellationToken cancellation)
    {
        var number = page.ToString(CultureInfo.InvariantCulture);
        var query = $"/api/catalog/events?search={Uri.EscapeDataString(search)}&page={number}&pageSize={PageSize}";
        using var response = await Upstream.SendAsync(http, new(HttpMethod.Get, query), cancellation);
        return await Upstream.ReadAsync<EventList>(response, cancellation);
    }

    private Task<T> KeptAsync<T>(string key, Func<CancellationToken, Task<T>> fetch, CancellationToken cancellation) =>
        cache.GetOrCreateAsync(key, fetch, static (f, c) => new ValueTask<T>(f(c)), Briefly, cancellationToken: cancellation).AsTask();
}
