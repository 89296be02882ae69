using CsCheck;
using Parity.Model;

namespace Conformance;

/// <summary>Random route tables and requests over few words, so that they meet often.</summary>
internal static class Tables
{
    private static readonly string[] Words = ["api", "apifoo", "Api", "a", "b", "%20", "x.y"];

    private static readonly Gen<string> Path =
        Gen.Select(Gen.OneOf(Words).Array[0, 3], Gen.OneOf("", "/"), (words, end) => words.Length == 0 ? "/" : "/" + string.Join('/', words) + end);

    private static readonly Gen<Map<string, string>> Headers = Gen.Frequency<Map<string, string>>(
        (6, []),
        (1, Map.Of(("x-a", "1"))),
        (1, Map.Of(("X-A", "2"))),
        (1, Map.Of(("X-A", "1"), ("x-b", "1"))));

    private static readonly Gen<Sequence<string>> Methods =
        Gen.OneOf<Sequence<string>>([], [], ["GET"], ["POST"], ["GET", "POST"]);

    private static readonly Gen<Route> Route =
        from host in Gen.OneOf("", "", "shop.example.com", "*.example.com", "*.shop.example.com")
        from path in Path
        from exact in Gen.Bool
        from methods in Methods
        from headers in Headers
        from rewrite in Gen.OneOf("", "", "/", "/new", "/new/")
        from workload in Gen.OneOf("one", "two", "three")
        select new RouteMatch(HostPattern.Parse(host), exact ? new PathPattern.Exact(path) : new PathPattern.Prefix(path), methods, headers).To(workload).WithRewrite(rewrite);

    public static readonly Gen<RouteTable> Table =
        Route.Array[1, 6].Select(routes => RouteTable.Of(routes.Select((route, index) => route.Named($"route-{index}"))));

    public static readonly Gen<RouteRequest> Request =
        from method in Gen.OneOf("GET", "GET", "POST", "DELETE")
        from host in Gen.OneOf("shop.example.com", "SHOP.example.com:8080", "a.example.com", "b.a.example.com", "a.shop.example.com", "example.com", "other.org")
        from path in Path
        from tail in Gen.OneOf("", "", "?q=/api", "/.", "/../a", "//")
        from headers in Headers
        select new RouteRequest(method, host, path + tail, headers);
}
