using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Services.Storefront;

/// <summary>The catalog's API over a few events.</summary>
internal sealed class FakeCatalog : FakeService
{
    private readonly ConcurrentDictionary<long, Item> _items = new();

    public sealed record Item(long Id, string Name, string Venue, string City, DateTimeOffset StartsAt, decimal Price, string Currency, int Capacity, int SeatsLeft, string Description);

    public static Item Concert(long id = 1) => new(
        id, $"Concert {id}", "Old Mill", "Bergen", new DateTimeOffset(2027, 3, 4, 20, 30, 0, TimeSpan.FromHours(1)), 49.5m, "EUR", 500, 120, "Two hours, one break.");

    public void Add(params Item[] items) => Array.ForEach(items, item => _items[item.Id] = item);

    protected override void Map(WebApplication app)
    {
        app.MapGet("/api/catalog/events", (string? search, int page, int pageSize) =>
        {
            var found = _items.Values.OrderBy(item => item.Id)
                .Where(item => $"{item.Name} {item.Venue} {item.City}".Contains(search ?? "", StringComparison.OrdinalIgnoreCase)).ToList();
            var items = found.Skip((page - 1) * pageSize).Take(pageSize)
                .Select(i => new { i.Id, i.Name, i.Venue, i.City, i.StartsAt, i.Price, i.Currency, i.Capacity, i.SeatsLeft });
            return new { items, page, pageSize, total = found.Count };
        });
        app.MapGet("/api/catalog/events/{id:long}", (long id) =>
            _items.TryGetValue(id, out var item) ? Results.Ok(item) : Results.Problem(statusCode: StatusCodes.Status404NotFound));
    }
}
