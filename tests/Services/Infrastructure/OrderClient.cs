using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Services.Infrastructure;

/// <summary>Orders over HTTP, as a client of the API sees them.</summary>
internal sealed class OrderClient(HttpClient http)
{
    public async Task<(HttpStatusCode Status, JsonElement Body, Uri? Location)> Place(string key, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/orders") { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await Json(response), response.Headers.Location);
    }

    /// <summary>Places an order that must be accepted, and returns its id.</summary>
    public async Task<Guid> Place(int eventId, int quantity, string email = "ada@example.org")
    {
        var (status, body, _) = await Place(Guid.NewGuid().ToString(), new { eventId, quantity, email });
        Assert.True(status == HttpStatusCode.Accepted, body.ToString());
        return body.GetProperty("id").GetGuid();
    }

    public async Task<JsonElement> Get(Guid id)
    {
        using var response = await http.GetAsync($"/api/orders/{id}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await Json(response);
    }

    public async Task<string?> Status(Guid id) => (await Get(id)).GetProperty("status").GetString();

    public async Task<HttpStatusCode> Cancel(Guid id)
    {
        using var response = await http.DeleteAsync($"/api/orders/{id}", TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    public static async Task<JsonElement> Json(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }
}
