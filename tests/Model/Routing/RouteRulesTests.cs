using Parity.Model;

namespace Model.Routing;

public sealed class RouteRulesTests
{
    private static readonly Route Good = Route.Prefix("/api").To("w");

    public static TheoryData<string, RouteTable> Breaches => new()
    {
        { "ROUTE-001", RouteTable.Of(Route.Prefix("api").To("w")) },
        { "ROUTE-001", RouteTable.Of(Route.Exact("/a?b").To("w")) },
        { "ROUTE-001", RouteTable.Of(Route.Exact("/a//b").To("w")) },
        { "ROUTE-001", RouteTable.Of(Route.Exact("/a/../b").To("w")) },
        { "ROUTE-001", RouteTable.Of(Route.Exact("/a%2Fb").To("w")) },
        { "ROUTE-001", RouteTable.Of(Route.Exact("/ü").To("w")) },
        { "ROUTE-002", RouteTable.Of(Route.Prefix("/").OnHost("shop_1.example.com").To("w")) },
        { "ROUTE-002", RouteTable.Of(Route.Prefix("/").OnHost("a.*.example.com").To("w")) },
        { "ROUTE-002", RouteTable.Of(Route.Prefix("/").OnHost("https://shop").To("w")) },
        { "ROUTE-003", RouteTable.Of(Route.Prefix("/").ForMethods("get").To("w")) },
        { "ROUTE-004", RouteTable.Of(Route.Prefix("/").WithHeader("a b", "1").To("w")) },
        { "ROUTE-004", RouteTable.Of(Route.Prefix("/").WithHeader("a", "").To("w")) },
        { "ROUTE-004", RouteTable.Of(Route.Prefix("/").WithHeader("a", "1").WithHeader("A", "2").To("w")) },
        { "ROUTE-005", RouteTable.Of(Route.Prefix("/").To("w", weight: 0)) },
        { "ROUTE-005", RouteTable.Of(Route.Prefix("/").To("w").AndTo("v", weight: -1)) },
        { "ROUTE-005", RouteTable.Of(Route.Prefix("/").To("w").AndTo("w")) },
        { "ROUTE-006", RouteTable.Of(Good, Route.Prefix("/b").To("w").Named(Good.Name)) },
        { "ROUTE-007", RouteTable.Of(Good, Route.Prefix("/api/").To("v").Named("other")) },
        { "ROUTE-007", RouteTable.Of(Route.Prefix("/").ForMethods("GET", "PUT").To("v"), Route.Prefix("/").ForMethods("POST", "PUT").To("w")) },
        { "ROUTE-008", RouteTable.Of(Good.WithTimeout(TimeSpan.FromSeconds(-1))) },
        { "ROUTE-008", RouteTable.Of(Good.WithTimeout(TimeSpan.FromTicks(1))) },
        { "ROUTE-009", RouteTable.Of(Good.WithRetries(11)) },
        { "ROUTE-009", RouteTable.Of(Route.Prefix("/").ForMethods("POST").To("w").WithRetries(1)) },
        { "ROUTE-010", RouteTable.Of(Good.WithRewrite("new")) },
    };

    [Theory]
    [MemberData(nameof(Breaches))]
    public void Names_the_breach(string code, RouteTable table) => Assert.Equal([code], table.Check().Select(breach => breach.Code));

    [Fact]
    public void Reports_all_breaches_at_once() =>
        Assert.Equal(
            ["ROUTE-001", "ROUTE-002", "ROUTE-003", "ROUTE-008"],
            RouteTable.Of(Route.Prefix("x").OnHost("-").ForMethods("FETCH").To("w").WithTimeout(-TimeSpan.FromSeconds(1))).Check().Select(breach => breach.Code));

    [Fact]
    public void Accepts_routes_that_differ_in_method_header_or_host() =>
        Assert.Equal([], RouteTable.Of(
            Good,
            Route.Exact("/api").To("w"),
            Route.Prefix("/api").ForMethods("GET").To("w"),
            Route.Prefix("/api").ForMethods("POST").To("w"),
            Route.Prefix("/api").WithHeader("a", "1").To("w"),
            Route.Prefix("/api").WithHeader("a", "2").To("w"),
            Route.Prefix("/api").OnHost("*.example.com").To("w").WithRetries(2).WithTimeout(TimeSpan.FromSeconds(1)).WithRewrite("/")).Check());
}
