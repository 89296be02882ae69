using Parity.Model;

namespace Model.Routing;

public sealed class RouteTableTests
{
    [Theory]
    [InlineData("/api", "api", "/api")]
    [InlineData("/api/", "api", "/api/")]
    [InlineData("/api/x?y=/other", "api", "/api/x")]
    [InlineData("/apifoo", "404", "")]
    [InlineData("/Api", "404", "")]
    [InlineData("//api", "404", "")]
    [InlineData("/x/../api", "api", "/api")]
    [InlineData("/%61pi", "api", "/api")]
    [InlineData("/api%2Fx", "404", "")]
    [InlineData("/api%20x", "404", "")]
    [InlineData("\\api", "api", "/api")]
    public void A_prefix_matches_by_segment_with_case_and_without_query(string path, string workload, string seen) =>
        Assert.Equal((workload, seen), Answer(RouteTable.Of(Route.Prefix("/api/").To("api")), path));

    [Theory]
    [InlineData("/api", "exact")]
    [InlineData("/api/", "prefix")]
    [InlineData("/api/orders", "longer")]
    [InlineData("/api/orders/1", "longer")]
    [InlineData("/other", "root")]
    public void Exact_comes_before_the_longest_prefix(string path, string workload) =>
        Assert.Equal(workload, Answer(
            RouteTable.Of(Route.Prefix("/").To("root"), Route.Prefix("/api").To("prefix"), Route.Prefix("/api/orders").To("longer"), Route.Exact("/api").To("exact")), path).Workload);

    [Theory]
    [InlineData("/foo/bar", "/foo", "/", "/bar")]
    [InlineData("/foo", "/foo", "/", "/")]
    [InlineData("/foo/", "/foo", "/", "/")]
    [InlineData("/foo/bar", "/foo", "/xyz", "/xyz/bar")]
    [InlineData("/foo/bar", "/foo/", "/xyz", "/xyz/bar")]
    [InlineData("/foo/bar", "/foo/", "/xyz/", "/xyz/bar")]
    [InlineData("/foo", "/foo", "/xyz", "/xyz")]
    [InlineData("/foo/", "/foo", "/xyz", "/xyz/")]
    [InlineData("/a/b", "/", "/xyz", "/xyz/a/b")]
    public void A_rewrite_replaces_the_prefix(string path, string prefix, string rewrite, string seen) =>
        Assert.Equal(("w", seen), Answer(RouteTable.Of(Route.Prefix(prefix).To("w").WithRewrite(rewrite)), path));

    [Fact]
    public void A_rewrite_replaces_the_whole_exact_path() =>
        Assert.Equal(("w", "/new"), Answer(RouteTable.Of(Route.Exact("/a/b").To("w").WithRewrite("/new")), "/a/b"));

    [Theory]
    [InlineData("shop.example.com", "exact")]
    [InlineData("SHOP.example.com:443", "exact")]
    [InlineData("a.shop.example.com", "near")]
    [InlineData("b.a.shop.example.com", "near")]
    [InlineData("other.example.com", "far")]
    [InlineData("example.com", "any")]
    [InlineData("xexample.com", "any")]
    [InlineData("[::1]:8080", "any")]
    public void Hosts_go_from_exact_over_the_longest_wildcard_to_any(string host, string workload)
    {
        var table = RouteTable.Of(
            Route.Exact("/x").To("any"),
            Route.Prefix("/").OnHost("*.example.com").To("far"),
            Route.Prefix("/").OnHost("*.shop.example.com").To("near"),
            Route.Prefix("/").OnHost("Shop.example.com").To("exact"));

        Assert.Equal(workload, Answer(table, "/x", host: host).Workload);
    }

    [Fact]
    public void A_method_that_no_route_allows_is_not_found() =>
        Assert.Equal(new RouteAnswer.Status(404), RouteTable.Of(Route.Prefix("/").ForMethods("GET").To("w")).Match(new("POST", "h", "/", [])));

    [Fact]
    public void Method_then_most_headers_then_the_order_written_decide()
    {
        var table = RouteTable.Of(
            Route.Prefix("/").WithHeader("a", "1").WithHeader("b", "1").To("headers"),
            Route.Prefix("/").ForMethods("GET").To("method"),
            Route.Prefix("/").ForMethods("GET").WithHeader("A", "1").To("first"),
            Route.Prefix("/").ForMethods("GET").WithHeader("b", "1").To("second"));

        Assert.Equal("first", Answer(table, "/", headers: [("a", "1"), ("B", "1")]).Workload);
        Assert.Equal("second", Answer(table, "/", headers: [("b", "1")]).Workload);
        Assert.Equal("method", Answer(table, "/", headers: [("a", "2")]).Workload);
        Assert.Equal("headers", Answer(table, "/", "POST", headers: [("a", "1"), ("b", "1")]).Workload);
    }

    private static (string Workload, string Path) Answer(RouteTable table, string path, string method = "GET", string host = "h", (string, string)[]? headers = null) =>
        table.Match(new RouteRequest(method, host, path, Map.Of(headers ?? []))) switch
        {
            RouteAnswer.Forward forward => (forward.Workloads.Single(), forward.Path),
            RouteAnswer.Status status => (status.Code.ToString(System.Globalization.CultureInfo.InvariantCulture), ""),
            _ => throw new InvalidOperationException(),
        };
}
