using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Services.Storefront;

/// <summary>The API of Orders over a dictionary; a test says what becomes of an order.</summary>
internal sealed class FakeOrders : FakeService
{
    private readonly ConcurrentDictionary<Guid, Item> _orders = new();
    private readonly Dictionary<string, Item> _byKey = [];

    public sealed record Item(Guid Id, long EventId, int Quantity, string Email, decimal Total, string Currency, string Status, string? Reason = null);

    private sealed record Wanted(long EventId, int Quantity, string Email);

    public int SeatsLeft { get; set; } = 1000;

    /// <summary>Everything that was bought, one per order.</summary>
    public IReadOnlyList<(long EventId, int Quantity, string Email)> Bought =>
        [.. _orders.Values.OrderBy(o => o.Quantity).Select(o => (o.EventId, o.Quantity, o.Email))];

    public Item Pending() => Put(new Item(Guid.NewGuid(), 1, 2, "ada@example.org", 99m, "EUR", "pending"));

    public Item Put(Item order) => _orders[order.Id] = order;

    public void SettleAll(string status, string? reason = null)
    {
        foreach (var order in _orders.Values) Put(order with { Status = status, Reason = reason });
    }

    protected override void Map(WebApplication app)
    {
        app.MapPost("/api/orders", (Wanted wanted, HttpRequest request) => Place(wanted, request.Headers["Idempotency-Key"].Single()!));
        app.MapGet("/api/orders/{id:guid}", (Guid id) => _orders.TryGetValue(id, out var order) ? Results.Ok(order) : Refuse(404));
        app.MapDelete("/api/orders/{id:guid}", (Guid id) =>
        {
            if (!_orders.TryGetValue(id, out var order)) return Refuse(404);
            if (order.Status is "confirmed") return Refuse(409);
            Put(order with { Status = "released", Reason = "You cancelled it." });
            return Results.NoContent();
        });
    }

    private IResult Place(Wanted wanted, string key)
    {
        lock (_byKey)
        {
            if (_byKey.TryGetValue(key, out var known))
                return (known.EventId, known.Quantity, known.Email) == (wanted.EventId, wanted.Quantity, wanted.Email) ? Accept(known) : Refuse(422);
            if (!wanted.Email.Contains('@', StringComparison.Ordinal))
                return Results.ValidationProblem(new Dictionary<string, string[]> { ["email"] = ["This is not an email address."] });
            if (wanted.EventId > 900) return Refuse(404);
            if (wanted.Quantity > SeatsLeft) return Refuse(409);
            SeatsLeft -= wanted.Quantity;
            return Accept(_byKey[key] = Put(new Item(Guid.NewGuid(), wanted.EventId, wanted.Quantity, wanted.Email, wanted.Quantity * 49.5m, "EUR", "pending")));
        }
    }

    private static IResult Accept(Item order) => Results.Accepted($"/api/orders/{order.Id}", order);

    private static IResult Refuse(int status) => Results.Problem(statusCode: status);
}
