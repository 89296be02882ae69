using System.Net.Http.Headers;
using System.Text;

namespace Orders.Placing;

/// <summary>Requests that go all the way to the database and change nothing there: an order of an event that does not exist, and a look at it.</summary>
internal static class WarmUpOrder
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes($$"""{"eventId":{{int.MaxValue}},"quantity":1,"email":"warm-up@localhost"}""");

    public static HttpRequestMessage Place() => new(HttpMethod.Post, "/api/orders")
    {
        Content = new ByteArrayContent(Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        Headers = { { IdempotencyKey.Header, Guid.NewGuid().ToString() } },
    };

    public static HttpRequestMessage Read() => new(HttpMethod.Get, $"/api/orders/{Guid.Empty}");
}
