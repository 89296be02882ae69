using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Services.Infrastructure;

namespace Services.Catalog;

public sealed class CatalogTests(RunningCatalog running) : IClassFixture<RunningCatalog>
{
    private static readonly string[] Members = ["id", "name", "venue", "city", "startsAt", "price", "currency", "capacity", "seatsLeft"];

    [Fact]
    public async Task Lists_the_first_page_of_a_thousand_events()
    {
        var page = await Get("/api/catalog/events");

        Assert.Equal((1, 20, 1000, 20), (Int(page, "page"), Int(page, "pageSize"), Int(page, "total"), page.GetProperty("items").GetArrayLength()));
        Assert.All(page.GetProperty("items").EnumerateArray(), item => Assert.Equal(Members, item.EnumerateObject().Select(member => member.Name)));
    }

    [Fact]
    public async Task Pages_hold_each_event_once_in_order_of_start()
    {
        var events = new List<(DateTimeOffset StartsAt, int Id)>();
        for (var page = 1; page <= 11; page++)
            events.AddRange((await Get($"/api/catalog/events?page={page}&pageSize=100")).GetProperty("items").EnumerateArray().Select(item => (item.GetProperty("startsAt").GetDateTimeOffset(), Int(item, "id"))));

        Assert.Equal(Enumerable.Range(1, 1000), events.Select(item => item.Id).Order());
        Assert.Equal(events.Order(), events);
    }

    [Theory]
    [InlineData("lantern", 40)]
    [InlineData("LANTERN", 40)]
    [InlineData("  lantern ", 40)]
    [InlineData("no such act", 0)]
    [InlineData("%", 0)]
    [InlineData("_", 0)]
    [InlineData("'; DROP TABLE shop.events; --", 0)]
    public async Task Searches_names_venues_and_cities_for_the_text_as_it_is(string search, int total) =>
        Assert.Equal(total, Int(await Get($"/api/catalog/events?search={Uri.EscapeDataString(search)}"), "total"));

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br, GZIP;q=0.5", "gzip")]
    [InlineData("gzip;q=0, br", null)]
    [InlineData("", null)]
    public async Task Compresses_a_long_list_for_those_who_take_it(string accepted, string? coding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/catalog/events?pageSize=50");
        if (accepted.Length > 0) request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        using var response = await running.Service.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((coding, "Accept-Encoding"), (response.Content.Headers.ContentEncoding.SingleOrDefault(), string.Join(',', response.Headers.Vary)));
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using var plain = coding is null ? body : new GZipStream(body, CompressionMode.Decompress);
        using var page = await JsonDocument.ParseAsync(plain, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(50, page.RootElement.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Shows_an_event_with_its_description()
    {
        var shown = await Get("/api/catalog/events/7");

        Assert.Equal(Members.Append("description").Order(), shown.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal(7, Int(shown, "id"));
    }

    [Theory]
    [InlineData("/api/catalog/events/0")]
    [InlineData("/api/catalog/events/1001")]
    [InlineData("/api/catalog/events/-1")]
    [InlineData("/api/catalog/events/seven")]
    [InlineData("/api/catalog/events/99999999999")]
    public async Task Knows_no_unknown_event(string path)
    {
        using var response = await running.Service.Http.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=x", "page")]
    [InlineData("page=10001", "page")]
    [InlineData("pageSize=101", "pageSize")]
    [InlineData("pageSize=-5", "pageSize")]
    public async Task Names_the_invalid_field(string query, string field)
    {
        using var response = await running.Service.Http.GetAsync($"/api/catalog/events?{query}", TestContext.Current.CancellationToken);

        var problem = await OrderClient.Json(response);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task Shows_seats_sold_within_the_lifetime_of_the_cache()
    {
        await Get("/api/catalog/events/8");
        await running.Shop.Execute("UPDATE shop.events SET seats_left = seats_left - 5 WHERE id = 8");
        var left = await running.Shop.SeatsLeft(8);

        await Eventually.Equal(left, async () => Int(await Get("/api/catalog/events/8"), "seatsLeft"), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Describes_itself_by_OpenApi()
    {
        var document = await Get("/openapi/v1.json");

        Assert.Equal(["/api/catalog/events", "/api/catalog/events/{id}"], document.GetProperty("paths").EnumerateObject().Select(path => path.Name));
        var list = document.GetProperty("paths").GetProperty("/api/catalog/events").GetProperty("get");
        Assert.Equal(["200", "400", "429", "500", "503", "504"], list.GetProperty("responses").EnumerateObject().Select(response => response.Name).Order());
        Assert.Equal(
            [("search", "string", ""), ("page", "integer", "10000"), ("pageSize", "integer", "100")],
            list.GetProperty("parameters").EnumerateArray().Select(parameter => (parameter.GetProperty("name").GetString(), parameter.GetProperty("schema").GetProperty("type").GetString(), Most(parameter.GetProperty("schema")))));

        static string Most(JsonElement schema) => schema.TryGetProperty("maximum", out var most) ? most.GetRawText() : "";
    }

    private async Task<JsonElement> Get(string path)
    {
        using var response = await running.Service.Http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await OrderClient.Json(response);
    }

    private static int Int(JsonElement element, string member) => element.GetProperty(member).GetInt32();
}
