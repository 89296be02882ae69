using CsCheck;
using Parity.Model;
using Parity.Verification.Routing;

namespace Conformance;

/// <summary>What the emitted objects say, read back from their YAML, is what the table means: backends and their shares, path, timeout, retries.</summary>
public sealed class RenderingTests
{
    private static readonly Gen<(RouteTable Table, RouteRequest[] Requests)> Cases = Gen.Select(Tables.Table, Tables.Request.Array[1, 40]);

    [Fact]
    public void Istio_routes_every_request_as_the_model_does() => Cases.Sample(
        sample =>
        {
            var target = Render("Istio", sample.Table);
            Assert.Equal([], target.Support.Codes);
            foreach (var request in sample.Requests) Assert.Equal(Outcome.Of(sample.Table, request), target.Interpreter!.Answer(request));
        },
        iter: 1500);

    [Fact]
    public void Gateway_api_routes_every_request_as_the_model_does_and_says_where_retries_are_lost() => Cases.Sample(
        sample =>
        {
            var target = Render("Gateway API", sample.Table);
            var fallsThrough = Parity.Emission.RouteRenderer.Render(Parity.Emission.RoutingContext.For(sample.Table, RenderedTarget.Kinds["Gateway API"], allowsApproximations: true)).Files;
            string[] lost = sample.Table.Routes.Any(route => route.Retries > 0) ? ["ROUTE-034"] : [];
            Assert.Equal(lost, target.Support.Codes.Except(["ROUTE-043"]));
            foreach (var request in sample.Requests)
            {
                var meant = Outcome.Of(sample.Table, request) is Outcome.Forwarded forwarded ? forwarded with { Retries = 0 } : Outcome.NotFound;
                foreach (var got in new[] { target.Interpreter!.Answer(request), RenderedTarget.Interpret(fallsThrough, hostsFallThrough: true).Answer(request) })
                    Assert.True(got == meant || Lost(sample.Table, target, request), $"{request}: {meant}, got {got}");
            }
        },
        iter: 1500);

    [Fact]
    public void Ingress_routes_every_request_as_the_model_does_or_a_diagnostic_names_a_route_that_it_concerns() => Cases.Sample(
        sample =>
        {
            var target = Render("Ingress", sample.Table);
            if (target.Interpreter is null) Assert.NotEmpty(target.Support.Codes);
            else
            {
                foreach (var request in sample.Requests)
                {
                    var got = target.Interpreter.Answer(request);
                    if (got != Outcome.Of(sample.Table, request)) Assert.True(Concerned(sample.Table, target, request), $"{request} -> {got}, silently");
                }
            }
        },
        iter: 1500);

    [Fact]
    public void Ingress_never_sends_anybody_where_a_guarded_route_leads() => Cases.Sample(
        sample =>
        {
            if (Render("Ingress", sample.Table).Interpreter is not { } ingress) return;
            var open = RouteTable.Of(sample.Table.Routes.Where(route => route.Match is { Methods.Count: 0, Headers.Count: 0 }));
            foreach (var request in sample.Requests)
            {
                if (ingress.Answer(request) is not Outcome.Forwarded got) continue;
                Assert.Contains(open.Routes, route => route.Match.Matches(request) && route.Backends.Any(backend => got.Shares.ContainsKey(backend.Workload)));
            }
        },
        iter: 1500);

    [Fact]
    public void Without_leave_to_approximate_what_is_rendered_is_native() => Tables.Table.Sample(
        table =>
        {
            foreach (var (_, kind) in RenderedTarget.Kinds)
            {
                var rendering = Parity.Emission.RouteRenderer.Render(Parity.Emission.RoutingContext.For(table, kind, allowsApproximations: false));
                Assert.Equal(rendering.Objects.Count == 0, rendering.Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error));
                Assert.Equal([], rendering.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Warning));
            }
        },
        iter: 500);

    /// <summary>Whether a diagnostic names a route that is for the request's host and path.</summary>
    internal static bool Concerned(RouteTable table, RenderedTarget target, RouteRequest request) => table.Routes.Any(route =>
        (route.Match with { Methods = [], Headers = [] }).Matches(request)
        && target.Support.Diagnostics.Any(diagnostic => diagnostic.Subject.EndsWith($"route '{route.Name}'", StringComparison.Ordinal)));

    // Of a wider host, and outranked by nothing that this host could say.
    private static bool Lost(RouteTable table, RenderedTarget target, RouteRequest request) => table.Routes.Any(route =>
        route.Match.Matches(request)
        && target.Support.Diagnostics.Any(diagnostic => diagnostic.Code == "ROUTE-043" && diagnostic.Subject.EndsWith($"route '{route.Name}'", StringComparison.Ordinal)));

    private static RenderedTarget Render(string name, RouteTable table) => RenderedTarget.Of(name, RenderedTarget.Kinds[name], table);
}
