using Parity.Model;

namespace Parity.Emission;

/// <summary>Something a route can say; targets say it natively, approximate it, or refuse it.</summary>
/// <param name="Code">Of the diagnostic where a target does not say it natively.</param>
/// <param name="Name">As docs/features.md calls it.</param>
/// <param name="Sample">A table that uses the feature and nothing else that is special.</param>
public sealed record RouteFeature(string Code, string Name, RouteTable Sample)
{
    private static readonly Route Plain = Route.Prefix("/api").To("one");

    public static RouteFeature Hosts { get; } = new("", "exact host", RouteTable.Of(Route.Prefix("/").OnHost("shop.example.com").To("one")));

    public static RouteFeature Wildcards { get; } = new("ROUTE-036", "wildcard host over any number of labels", RouteTable.Of(Route.Prefix("/").OnHost("*.example.com").To("one")));

    public static RouteFeature WiderHosts { get; } = new("", "what an exact host leaves falls to a wildcard host", RouteTable.Of(
        Route.Prefix("/shop").OnHost("shop.example.com").To("one"), Route.Prefix("/").OnHost("*.example.com").To("two")));

    public static RouteFeature FallThrough { get; } = new("ROUTE-043", "the same behind methods or headers of a shorter path", RouteTable.Of(
        Route.Prefix("/").OnHost("shop.example.com").ForMethods("GET").To("one"), Route.Prefix("/api").OnHost("*.example.com").To("two")));

    public static RouteFeature ExactPaths { get; } = new("", "exact path", RouteTable.Of(Route.Exact("/api").To("one")));

    public static RouteFeature Prefixes { get; } = new("", "prefix by path segment", RouteTable.Of(Plain));

    public static RouteFeature Longest { get; } = new("", "exact before longest prefix, whatever order", RouteTable.Of(Route.Prefix("/").To("one"), Plain, Route.Exact("/api").To("two")));

    public static RouteFeature Methods { get; } = new("ROUTE-030", "methods", RouteTable.Of(Route.Prefix("/api").ForMethods("GET").To("one")));

    public static RouteFeature Headers { get; } = new("ROUTE-031", "headers", RouteTable.Of(Route.Prefix("/api").WithHeader("x-beta", "1").To("one")));

    public static RouteFeature PrefixRewrite { get; } = new("ROUTE-032", "rewrite of a prefix", RouteTable.Of(Plain.WithRewrite("/")));

    public static RouteFeature ExactRewrite { get; } = new("ROUTE-032", "rewrite of an exact path", RouteTable.Of(Route.Exact("/api").To("one").WithRewrite("/v1")));

    public static RouteFeature Timeouts { get; } = new("ROUTE-033", "timeout of the whole request", RouteTable.Of(Plain.WithTimeout(TimeSpan.FromSeconds(5))));

    public static RouteFeature Retries { get; } = new("ROUTE-034", "retries of safe methods", RouteTable.Of(Plain.WithRetries(2)));

    public static RouteFeature Weights { get; } = new("ROUTE-035", "weights", RouteTable.Of(Plain.AndTo("two")));

    public static RouteFeature Order { get; } = new("ROUTE-031", "the order written, between equals", RouteTable.Of(
        Route.Prefix("/api").WithHeader("x-a", "1").To("one"), Route.Prefix("/api").WithHeader("x-b", "1").To("two")));

    public static RouteFeature ManyRoutes { get; } = new("", "any number of routes", RouteTable.Of(Numbers(100).Select(number => Route.Prefix($"/api/{number}").To("one"))));

    public static RouteFeature ManyRivals { get; } = new("ROUTE-037", "more than 16 routes that differ in header values only", RouteTable.Of(
        Numbers(17).Select(number => Route.Prefix("/api").WithHeader($"x-{number}", "1").To("one"))));

    public static RouteFeature ManyHeaders { get; } = new("ROUTE-038", "more than 16 headers in one route", RouteTable.Of(
        Numbers(17).Aggregate(Route.Prefix("/api"), (match, number) => match.WithHeader($"x-{number}", "1")).To("one")));

    public static RouteFeature ManyBackends { get; } = new("ROUTE-039", "more than 16 backends in one route", RouteTable.Of(
        Numbers(17).Aggregate(Plain, (route, number) => route.AndTo($"workload-{number}"))));

    /// <summary>Every feature, in the order of docs/features.md.</summary>
    public static Sequence<RouteFeature> All { get; } =
        [Hosts, Wildcards, WiderHosts, FallThrough, ExactPaths, Prefixes, Longest, Methods, Headers, Order, PrefixRewrite, ExactRewrite, Timeouts, Retries, Weights, ManyRoutes, ManyRivals, ManyHeaders, ManyBackends];

    /// <summary>A warning where the environment allows the approximation, otherwise an error.</summary>
    internal static Diagnostic Unsaid(RoutingContext context, Route route, RouteFeature feature, string cause, string approximation)
    {
        var subject = $"environment '{context.Environment}', route '{route.Name}'";
        return context.AllowsApproximations
            ? Diagnostic.Warning(feature.Code, subject, $"{cause}; {approximation}.", "Choose another Ingress for the environment if that is not enough.")
            : Refused(context, route, feature, cause, "or allow approximations in Environments.cs");
    }

    internal static Diagnostic Refused(RoutingContext context, Route route, RouteFeature feature, string cause, string otherwise) =>
        Diagnostic.Error(feature.Code, $"environment '{context.Environment}', route '{route.Name}'", $"{cause}.", $"Take '{feature.Name}' out of the route, choose {Others(context)}, {otherwise}.");

    private static string Others(RoutingContext context) => context.Ingress is IngressKind.Gateway ? "IngressKind.Istio" : "IngressKind.Istio or IngressKind.Gateway";

    private static IEnumerable<int> Numbers(int count) => Enumerable.Range(1, count);
}
