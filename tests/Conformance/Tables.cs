using CsCheck;
using Parity.Model;

namespace Conformance;

/// <summary>Random route tables and requests over few words, so that they meet often.</summary>
internal static class Tables
{
    private static readonly string[] Words = ["api", "apifoo", "Api", "a", "b", "%20", "x.y", "a%3Fb", "caf%C3%A9", "a+b", "(x)*", "~$&", "a;v=1", "@b:c", "..."];

    private static readonly Gen<string> Path =
        Gen.Select(Gen.OneOf(Words).Array[0, 3], Gen.OneOf("", "/"), (words, end) => words.Length == 0 ? "/" : "/" + string.Join('/', words) + end);

    private static readonly Gen<Map<string, string>> Headers = Gen.Frequency<Map<string, string>>(
        (6, []),
        (1, Map.Of(("x-a", "1"))),
        (1, Map.Of(("X-A", "2"))),
        (1, Map.Of(("X-A", "1"), ("x-b", "1"))));

    private static readonly Gen<Sequence<string>> Methods =
        Gen.OneOf<Sequence<string>>([], [], ["GET"], ["POST"], ["GET", "POST"], ["HEAD", "OPTIONS", "PUT"]);

    private static readonly Gen<Sequence<Backend>> Backends = Gen.Frequency(
        (3, Gen.OneOf("one", "two", "three").Select(workload => (Sequence<Backend>)[new Backend(workload, 1)])),
        (1, Gen.Int[0, 20].Array[1, 3].Where(weights => weights.Any(weight => weight > 0)).Select(weights => weights.Select((weight, index) => new Backend($"share-{index}", weight)).ToSequence())));

    private static readonly Gen<Route> Route =
        from host in Gen.OneOf("", "", "shop.example.com", "*.example.com", "*.shop.example.com")
        from path in Path
        from exact in Gen.Bool
        from methods in Methods
        from headers in Headers
        from rewrite in Gen.OneOf("", "", "/", "/new", "/new/")
        from timeout in Gen.OneOf(0, 0, 0, 60_500, 90_000)
        from retries in Gen.OneOf(0, 0, 0, 2)
        from backends in Backends
        select new RouteMatch(HostPattern.Parse(host), exact ? new PathPattern.Exact(path) : new PathPattern.Prefix(path), methods, headers).To("") with
        {
            Rewrite = rewrite,
            Timeout = Declared.Everywhere(TimeSpan.FromMilliseconds(timeout)),
            Retries = retries,
            Backends = backends,
        };

    public static readonly Gen<RouteTable> Table =
        Gen.Frequency((8, Route.Array[1, 6]), (1, Route.Array[20, 60])).Select(routes => RouteTable.Of(routes.Select((route, index) => route.Named($"route-{index}"))));

    public static readonly Gen<RouteRequest> Request =
        from method in Gen.OneOf("GET", "GET", "POST", "DELETE", "HEAD", "PUT")
        from host in Gen.OneOf("shop.example.com", "SHOP.example.com:8080", "a.example.com", "b.a.example.com", "a.shop.example.com", "example.com", "other.org")
        from path in Path
        from tail in Gen.OneOf("", "", "?q=/api", "/.", "/../a", "//", "/%2e%2e/%61pi", "/%2F", "\\b", "/..;/a")
        from headers in Headers
        select new RouteRequest(method, host, path + tail, headers);
}
