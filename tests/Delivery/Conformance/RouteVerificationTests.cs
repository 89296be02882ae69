using Emission;
using Parity.Delivery;
using Parity.Model;

namespace Delivery.Conformance;

public sealed class RouteVerificationTests
{
    private static readonly VerificationBudget Budget = new(ErrorPercent: 10, P99: TimeSpan.FromMinutes(1));
    private static readonly RouteTable Table = RouteTable.Of(Shop.Topology.Routes.Routes.Select(route => route.Match.Host is HostPattern.Any ? route with { Match = route.Match.OnHost(Shop.Dev.Host) } : route));

    // As a right ingress: what the table says.
    private static (int, string) Right(string method, string path) =>
        Table.Match(new(method, Shop.Dev.Host, path, [])) is RouteAnswer.Forward forward ? (200, forward.Workloads.First()) : (404, "");

    private static async Task<VerificationReport> VerifyAsync(Uri address, double seconds = 0.5)
    {
        using var client = new IngressClient(address, trustsAny: false, TimeProvider.System);
        return await new RouteVerification(client, [.. RouteRequests.Of(Shop.Topology.Routes, Shop.Dev).Where(row => row.Request.Headers.Count == 0)], TimeProvider.System)
            .RunAsync(Budget, TimeSpan.FromSeconds(seconds), perSecond: 40, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Holds_where_every_row_is_answered_as_the_table_says()
    {
        await using var ingress = new FakeIngress(Right);

        var report = await VerifyAsync(ingress.Address);

        Assert.Equal([], report.Rows.Where(row => row.Problem.Length > 0).Select(row => $"{row}: {row.Problem}"));
        Assert.Equal((true, 20, 0), (report.Holds, report.Sent, report.Failed));
    }

    [Fact]
    public async Task Names_a_request_that_another_workload_answers()
    {
        await using var ingress = new FakeIngress((method, path) => Right(method, path) == (200, "catalog") ? (200, "orders") : Right(method, path));

        var report = await VerifyAsync(ingress.Address);

        Assert.False(report.Holds);
        Assert.Contains(report.Rows, row => row.Problem == "'catalog' must answer, 'orders' did (200)");
    }

    [Fact]
    public async Task Fails_when_more_requests_fail_than_the_budget_allows()
    {
        var count = 0;
        await using var ingress = new FakeIngress((method, path) => Interlocked.Increment(ref count) % 2 == 0 ? (503, "") : Right(method, path));

        var report = await VerifyAsync(ingress.Address);

        Assert.False(report.Holds);
        Assert.InRange(report.ErrorPercent, 30, 70);
        Assert.Contains("status 503", report.Errors.Keys);
    }

    [Fact]
    public async Task Says_that_nothing_answers()
    {
        await using var ingress = new FakeIngress(Right);
        var address = ingress.Address;
        await ingress.DisposeAsync();

        Assert.True((await VerifyAsync(address)).IsUnreachable);
    }

    [Fact]
    public void Sends_nothing_that_could_change_something() =>
        Assert.Equal(["GET"], RouteRequests.Of(Shop.Topology.Routes, Shop.Dev).Select(row => row.Request.Method).Distinct());
}
