using CsCheck;
using Parity.Model;

namespace Model.Routing;

public sealed class RouteJsonTests
{
    private static readonly Gen<Route> Route =
        from exact in Gen.Bool
        from host in Gen.OneOf("", "a.org", "*.a.org")
        from methods in Gen.OneOf<Sequence<string>>([], ["GET"], ["GET", "POST"])
        from headers in Gen.OneOf<Map<string, string>>([], Map.Of(("x", "1"), ("y", "ü\"")))
        from rewrite in Gen.OneOf("", "/", "/n")
        from timeout in Gen.Long[0, 100_000_000]
        from retries in Gen.Int[0, 3]
        from weights in Gen.Int[0, 100].Array[1, 3]
        select new Route
        {
            Name = "r",
            Match = new(HostPattern.Parse(host), exact ? new PathPattern.Exact("/a/") : new PathPattern.Prefix("/a/"), methods, headers),
            Rewrite = rewrite,
            Timeout = Declared.Everywhere(TimeSpan.FromMilliseconds(timeout)),
            Retries = retries,
            Backends = weights.Select((weight, index) => new Backend($"w{index}", weight)).ToSequence(),
        };

    [Fact]
    public void Reads_what_it_wrote() =>
        Route.Array[0, 4].Select(routes => RouteTable.Of(routes)).Sample(table =>
            Assert.Equal(new RouteReading(table, [], []) { RouteLines = [.. table.Routes.Select(_ => 1)] }, RouteJson.Read(RouteJson.Write(table), "table")));

    [Fact]
    public void Reads_a_document_as_people_write_it()
    {
        var reading = RouteJson.Read(
            """
            {
              // The catalog is public.
              "routes": [{"path": {"prefix": "/c"}, "timeout": "1m30s", "backends": [{"workload": "catalog"}]}],
              "requests": [
                {"path": "/c/1?x", "expect": "catalog", "expectPath": "/c/1"},
                {"method": "POST", "host": "a.org", "path": "/", "headers": {"x": "1"}, "expect": 404},
              ]
            }
            """,
            "sample.json");

        Assert.Equal(
            new RouteReading(
                RouteTable.Of(Parity.Model.Route.Prefix("/c").To("catalog").WithTimeout(TimeSpan.FromSeconds(90))),
                [
                    new(new("GET", "localhost", "/c/1?x", []), new Expectation.Reaches("catalog"), "/c/1"),
                    new(new("POST", "a.org", "/", Map.Of(("x", "1"))), new Expectation.Answers(404), ""),
                ],
                [])
            {
                RouteLines = [3],
                RequestLines = [5, 6],
            },
            reading);
        Assert.Equal([true, true], reading.Requests.Select(request => request.Holds(reading.Table!.Match(request.Request))));
    }

    [Theory]
    [InlineData("[]", "ROUTE-020")]
    [InlineData("null", "ROUTE-020")]
    [InlineData("""{"route": []}""", "ROUTE-021")]
    [InlineData("", "ROUTE-020")]
    [InlineData("{", "ROUTE-020")]
    [InlineData("""{"routes": [null]}""", "ROUTE-020")]
    [InlineData("""{"routes": [{"name": "a", "name": "b"}]}""", "ROUTE-020")]
    [InlineData("""{"routes": [{"path": "/a"}]}""", "ROUTE-020")]
    [InlineData("""{"routes": [{"path": {"prefix": "/a", "exact": "/a"}}]}""", "ROUTE-020")]
    [InlineData("""{"routes": [{"path": {}}]}""", "ROUTE-020")]
    [InlineData("""{"routes": [{"methods": [null]}]}""", "ROUTE-020")]
    [InlineData("""{"routes": [{"headers": {"x": 1}}]}""", "ROUTE-020")]
    [InlineData("""{"routes": [{"backends": [{"weight": 1}]}]}""", "ROUTE-020")]
    [InlineData("""{"requests": {"path": "/"}}""", "ROUTE-020")]
    [InlineData("""{"requests": [{"path": "/", "expect": 4040}]}""", "ROUTE-022")]
    [InlineData("""{"requests": [{"path": "a", "expect": 404}]}""", "ROUTE-023")]
    [InlineData("""{"requests": [{"path": "/a b", "expect": 404}]}""", "ROUTE-023")]
    [InlineData("""{"requests": [{"path": "/\u00e9", "expect": 404}]}""", "ROUTE-023")]
    [InlineData("""{"requests": [{"path": "/", "headers": {"x": "1\r\ny: 2"}, "expect": 404}]}""", "ROUTE-023")]
    [InlineData("""{"routes": [{"hots": "a"}]}""", "ROUTE-021")]
    [InlineData("""{"routes": [{"timeout": "5 minutes"}]}""", "ROUTE-008")]
    [InlineData("""{"requests": [{"path": "/"}]}""", "ROUTE-022")]
    public void Names_what_it_does_not_understand(string json, string code) =>
        Assert.Equal([code], RouteJson.Read(json, "sample.json").Diagnostics.Select(diagnostic => diagnostic.Code));

    [Fact]
    public void Says_all_that_is_wrong_with_the_file_the_row_and_the_field()
    {
        const string Document = """
            {"routes": [
               {"name": "a", "path": {"prefix": 1}, "timeout": 5, "backends": [{"workload": "w", "weight": "1"}, null]},
               {"name": "b", "retries": 2.5, "backends": "w"}],
             "requests": [
               {"path": "/", "expect": true},
               7]}
            """;

        Assert.Equal(
            [
                "a.json:2, routes[0], path: 'prefix' is 1, not a text.",
                "a.json:2, routes[0]: 'timeout' is 5, not a text.",
                "a.json:2, routes[0], backends[0]: 'weight' is the text \"1\", not a whole number.",
                "a.json:2, routes[0], backends[1]: it is null, not an object.",
                "a.json:3, routes[1]: 'retries' is 2.5, not a whole number.",
                "a.json:3, routes[1]: 'backends' is the text \"w\", not a list.",
                "a.json:5, requests[0]: it does not say what it expects.",
                "a.json:6, requests[1]: it is 7, not an object.",
            ],
            RouteJson.Read(Document, "a.json").Diagnostics.Select(diagnostic => $"{diagnostic.Subject}: {diagnostic.Message}"));
    }
}
