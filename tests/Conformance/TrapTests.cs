using Parity.Emission;
using Parity.Model;
using Parity.Verification.Routing;

namespace Conformance;

/// <summary>Where targets do not mean what the same words mean elsewhere: each trap is shown open, then what is emitted passes by it.</summary>
public sealed class TrapTests
{
    private static readonly Outcome NotFound = Outcome.NotFound;

    [Fact]
    public void A_prefix_of_istio_goes_by_letters_and_those_of_ingress_and_gateway_api_by_segment()
    {
        Assert.IsType<Outcome.Forwarded>(Istio("match: [{uri: {prefix: /api}}]", "/apifoo"));

        foreach (var target in All(Route.Prefix("/api").To("one")))
        {
            Assert.Equal(NotFound, target.Answer(Get("/apifoo")));
            AreEqual([Reaches("one", "/api"), Reaches("one", "/api/")], [target.Answer(Get("/api")), target.Answer(Get("/api/"))]);
        }
    }

    [Fact]
    public void Istio_takes_the_first_match_and_the_others_the_longest()
    {
        Assert.Equal("first", Workload(Istio("match: [{uri: {prefix: /}}]", "/api", "first")));

        foreach (var target in All(Route.Prefix("/").To("one"), Route.Prefix("/api").To("two"), Route.Exact("/api").To("three")))
            AreEqual(["one", "two", "three"], [Workload(target.Answer(Get("/x"))), Workload(target.Answer(Get("/api/x"))), Workload(target.Answer(Get("/api")))]);
    }

    [Fact]
    public void A_rewrite_to_the_root_by_letters_doubles_the_slash()
    {
        Assert.Equal("//bar", ((Outcome.Forwarded)Istio("match: [{uri: {prefix: /foo}}]\n    rewrite: {uri: /}", "/foo/bar")).Path);

        foreach (var name in new[] { "Istio", "Gateway API" })
        {
            var target = Render(name, Route.Prefix("/foo").To("one").WithRewrite("/"));
            AreEqual([Reaches("one", "/bar"), Reaches("one", "/"), Reaches("one", "/")], [target.Answer(Get("/foo/bar")), target.Answer(Get("/foo")), target.Answer(Get("/foo/"))]);
        }
    }

    [Fact]
    public void A_rewrite_of_an_exact_path_replaces_all_of_it_and_one_of_a_prefix_only_the_prefix()
    {
        foreach (var name in new[] { "Istio", "Gateway API" })
        {
            var target = Render(name, Route.Exact("/a/b").To("one").WithRewrite("/x"), Route.Prefix("/a").To("two").WithRewrite("/y"));
            AreEqual([Reaches("one", "/x"), Reaches("two", "/y/b/c"), Reaches("two", "/y")], [target.Answer(Get("/a/b")), target.Answer(Get("/a/b/c")), target.Answer(Get("/a"))]);
        }
    }

    [Fact]
    public void Istio_retries_twice_unless_told_not_to_and_has_no_timeout_unless_told_one()
    {
        Assert.Equal((2, TimeSpan.Zero), Istio("match: [{uri: {prefix: /}}]", "/") is Outcome.Forwarded silent ? (silent.Retries, silent.Timeout) : default);

        var target = Render("Istio", Route.Prefix("/plain").To("one"), Route.Prefix("/safe").To("two").WithRetries(3).WithTimeout(TimeSpan.FromSeconds(5)));
        Assert.Equal(new Outcome.Forwarded(Map.Of(("one", 1)), "/plain", TimeSpan.Zero, 0), target.Answer(Get("/plain")));
        Assert.Equal(new Outcome.Forwarded(Map.Of(("two", 1)), "/safe", TimeSpan.FromSeconds(5), 3), target.Answer(Get("/safe")));
        Assert.Equal(new Outcome.Forwarded(Map.Of(("two", 1)), "/safe", TimeSpan.FromSeconds(5), 0), target.Answer(Get("/safe") with { Method = "POST" }));
    }

    [Fact]
    public void Istio_is_never_told_a_timeout_of_zero_which_its_crd_refuses() =>
        Assert.Equal([], Files("Istio", Route.Prefix("/").To("one")).Where(file => file.Value.Contains("timeout", StringComparison.Ordinal)));

    [Fact]
    public async Task Asp_net_ignores_case_and_trailing_slash_and_the_ingress_does_not()
    {
        using var backend = new Parity.CommandLine.EchoServer();
        await using var yarp = await YarpTarget.StartAsync(RouteTable.Of(Route.Exact("/api").To("one"), Route.Prefix("/Shop").To("two")), backend);

        AreEqual(
            [Reaches("one", "/api"), NotFound, NotFound, NotFound, Reaches("two", "/Shop/")],
            [await yarp.SendAsync(Get("/api")), await yarp.SendAsync(Get("/api/")), await yarp.SendAsync(Get("/API")), await yarp.SendAsync(Get("/shop")), await yarp.SendAsync(Get("/Shop/"))]);
    }

    [Fact]
    public async Task Asp_net_answers_405_where_no_route_allows_the_method_and_the_ingress_404()
    {
        using var backend = new Parity.CommandLine.EchoServer();
        await using var yarp = await YarpTarget.StartAsync(RouteTable.Of(Route.Prefix("/").ForMethods("GET").To("one")), backend);

        Assert.Equal(NotFound, await yarp.SendAsync(Get("/") with { Method = "POST" }));
    }

    [Fact]
    public void Weights_and_headers_are_what_ingress_cannot_say()
    {
        var table = RouteTable.Of(Route.Prefix("/api").WithHeader("x-beta", "1").To("beta"), Route.Prefix("/").To("one", 9).AndTo("two", 1));
        var kind = RenderedTarget.Kinds["Ingress"];

        var refused = RouteRenderer.Render(RoutingContext.For(table, kind, allowsApproximations: false));
        Assert.Equal([], refused.Objects);
        Assert.Equal(
            [("ROUTE-031", Severity.Error, "environment 'Controller', route 'api-x-beta-1'"), ("ROUTE-035", Severity.Error, "environment 'Controller', route 'root'")],
            refused.Diagnostics.Select(diagnostic => (diagnostic.Code, diagnostic.Severity, diagnostic.Subject)));

        var approximated = RenderedTarget.Of("Ingress", kind, table);
        Assert.Equal(["ROUTE-031", "ROUTE-035"], ((RouteSupport.Approximated)approximated.Support).Codes);
        // What asks for a header is never open to those without it.
        AreEqual(["one", "one"], [Workload(approximated.Interpreter!.Answer(Get("/api"))), Workload(approximated.Interpreter.Answer(Get("/")))]);
    }

    [Fact]
    public void An_istio_gateway_looks_at_one_host_only_so_each_host_has_what_falls_through_to_it()
    {
        foreach (var target in All(Route.Prefix("/shop").OnHost("shop.example.com").To("shop"), Route.Prefix("/").To("any")))
            AreEqual(["shop", "any"], [Workload(target.Answer(Get("/shop"))), Workload(target.Answer(Get("/other")))]);
    }

    [Fact]
    public void A_rewritten_prefix_of_the_gateway_api_has_one_match_a_rule_or_its_crd_refuses_it() =>
        Assert.Equal(2, Files("Gateway API", Route.Prefix("/foo").ForMethods("GET", "POST").To("one").WithRewrite("/")).Sum(file => file.Value.Split("- matches:").Length - 1));

    [Fact]
    public void Hosts_that_differ_in_a_dot_only_have_objects_of_their_own() =>
        Assert.Equal(4 + 1, Files("Istio", [.. new[] { "a.b.org", "a-b.org", "*.b.org", "any.b.org" }.Select(host => Route.Prefix("/").OnHost(host).To("one"))]).Count);

    [Fact]
    public void Routes_of_equal_precedence_stay_in_one_object_whose_order_holds()
    {
        Route[] plain = [.. Enumerable.Range(0, 15).Select(number => Route.Prefix($"/a-long-path/{number}").To("plain"))];
        Route[] rivals = [.. Enumerable.Range(0, 3).Select(number => Route.Prefix("/").WithHeader($"x-{number}", "1").To($"rival-{number}"))];

        var files = Files("Gateway API", [.. plain, .. rivals]);

        Assert.Equal([3], files.Select(file => file.Value.Split("name: rival-").Length - 1).Where(count => count > 0));
    }

    private static Outcome Istio(string rule, string path, string workload = "one") => RenderedTarget.Interpret(new(Map.Of(("all.yaml", $$$"""
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: public}
        spec:
          selector: {istio: ingress}
          servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: written-by-hand}
        spec:
          hosts: ["*"]
          gateways: [public]
          http:
          - {{{rule}}}
            route: [{destination: {host: {{{workload}}}}}]
          - route: [{destination: {host: last}}]
        """.ReplaceLineEndings("\n"))))).Answer(Get(path));

    private static IEnumerable<IRouteInterpreter> All(params Route[] routes) => RenderedTarget.Kinds.Keys.Select(name => Render(name, routes));

    private static IRouteInterpreter Render(string name, params Route[] routes) => RenderedTarget.Of(name, RenderedTarget.Kinds[name], RouteTable.Of(routes)).Interpreter!;

    private static Map<string, string> Files(string name, params Route[] routes) =>
        RouteRenderer.Render(RoutingContext.For(RouteTable.Of(routes), RenderedTarget.Kinds[name], allowsApproximations: false)).Files.Files;

    private static RouteRequest Get(string path) => new("GET", "shop.example.com", path, []);

    private static Outcome.Forwarded Reaches(string workload, string path) => new Outcome.Forwarded(Map.Of((workload, 1)), path, TimeSpan.Zero, 0);

    private static void AreEqual<T>(T[] expected, T[] actual) => Assert.Equal(expected, actual);

    private static string Workload(Outcome outcome) => outcome is Outcome.Forwarded forwarded ? forwarded.Shares.Keys.Single() : outcome.ToString()!;
}
