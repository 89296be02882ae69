using System.Net;
using Storefront.Edge;

namespace Storefront.Orders;

/// <summary>Places, reads and cancels orders. A placement is sent once; sending it again is the visitor's decision and harmless by its key.</summary>
internal sealed class OrdersClient(HttpClient http)
{
    public async Task<Placement> PlaceAsync(long eventId, int quantity, string email, string key, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/orders") { Content = JsonContent.Create(new { eventId, quantity, email }) };
        request.Headers.Add("Idempotency-Key", key);
        using var response = await Upstream.SendAsync(http, request, cancellation);
        return response.StatusCode switch
        {
            HttpStatusCode.BadRequest => new Placement.Invalid((await Upstream.ParseAsync<Refusal>(response, cancellation)).Errors),
            HttpStatusCode.NotFound => new Placement.UnknownEvent(),
            HttpStatusCode.Conflict => new Placement.NotEnoughSeats(),
            HttpStatusCode.UnprocessableEntity => new Placement.KeyReused(),
            _ => new Placement.Accepted((await Upstream.ReadAsync<Order>(response, cancellation)).Id),
        };
    }

    public async Task<Order?> FindAsync(Guid id, CancellationToken cancellation)
    {
        using var response = await Upstream.SendAsync(http, new(HttpMethod.Get, $"/api/orders/{id}"), cancellation);
        return response.StatusCode is HttpStatusCode.NotFound ? null : await Upstream.ReadAsync<Order>(response, cancellation);
    }

    /// <summary>Gives the seats back if that is still possible; what became of the order is then read from it.</summary>
    public async Task CancelAsync(Guid id, CancellationToken cancellation)
    {
        using var response = await Upstream.SendAsync(http, new(HttpMethod.Delete, $"/api/orders/{id}"), cancellation);
    }

    // { "title": "…", "status": 400, "errors": { "email": ["…"] } }, RFC 9457 with ASP.NET Core's member for fields.
    private sealed record Refusal
    {
        public IReadOnlyDictionary<string, string[]> Errors { get; init; } = new Dictionary<string, string[]>();
    }
}
