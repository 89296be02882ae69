using System.Xml.Linq;
using Aspire.Hosting;
using Parity.Model;
using Scaling.Load;

namespace CommandLine.Delivery;

/// <summary><c>verify</c> against the repository's own ingress, the real program, with servers behind it that say who they are.</summary>
public sealed class VerifyVerbTests
{
    private static readonly RouteTable Table = RouteTable.Of(Route.Prefix("/").To("web"), Route.Prefix("/api/orders").To("orders"));

    private static SmallServer Server(string workload, TimeSpan work = default) => new($"HTTP/1.1 200 OK\r\nx-workload: {workload}\r\nContent-Length: 0\r\n\r\n", work);

    private static void Declare(IDistributedApplicationBuilder builder)
    {
        builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop");
        foreach (var name in (string[])["web", "orders"]) builder.AddContainer(name, $"registry.example.com/shop/{name}", "1.0").WithHttpEndpoint(targetPort: 8080, name: "http");
        builder.AddProject("ingress", Repository.Service("Ingress")).WithHttpEndpoint().WithRoutes(Table);
    }

    private static async Task<(Said Said, XElement[] Cases)> VerifyAsync(SmallServer web, SmallServer orders, params string[] options)
    {
        using var checkout = new Checkout();
        await using var ingress = await RealIngress.StartAsync(Table, ("web", web.Url), ("orders", orders.Url));
        var report = Path.Combine(checkout.Root, "verify.xml");
        var said = await checkout.RunAsync(Declare, ["verify", "--environment", "dev", "--ingress", ingress.Address.ToString(), "--for", "2", "--rate", "20", "--junit", report, .. options]);
        return (said, File.Exists(report) ? [.. XDocument.Load(report).Descendants("testcase")] : []);
    }

    private static string[] Failures(XElement[] cases) => [.. cases.Where(one => one.Element("failure") is not null).Select(one => (string)one.Element("failure")!.Attribute("message")!)];

    [Fact]
    public async Task Holds_where_the_real_ingress_answers_as_the_table_says_within_the_budget()
    {
        using var web = Server("web");
        using var orders = Server("orders");

        var (said, cases) = await VerifyAsync(web, orders, "--max-p99", "20000");

        Assert.True(said.ExitCode == 0, said.Output + said.Error);
        Assert.Contains("requests are answered as the route table says\n40 requests in 2 s: 0 % failed (budget 0.5 %)", said.Output, StringComparison.Ordinal);
        Assert.Empty(Failures(cases));
        Assert.Equal(2, cases.Count(one => ((string)one.Attribute("classname")!).EndsWith(".budget", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_workload_that_is_down_is_named_and_costs_the_budget_of_errors()
    {
        using var web = Server("web");
        using var orders = Server("orders");
        orders.Dispose();

        var (said, cases) = await VerifyAsync(web, orders, "--max-p99", "20000");

        Assert.True(said.ExitCode == 1, said.Output + said.Error);
        Assert.Contains("'orders' must answer, the answer was 50", said.Output, StringComparison.Ordinal);
        Assert.Contains(Failures(cases), failure => failure.EndsWith(" % of 40 requests failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_workload_that_answers_for_another_is_named()
    {
        using var web = Server("web");
        using var wrong = Server("catalog");

        var (said, _) = await VerifyAsync(web, wrong, "--max-p99", "20000");

        Assert.True(said.ExitCode == 1, said.Output + said.Error);
        Assert.Contains("'orders' must answer, 'catalog' did (200)", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slow_answers_cost_the_budget_of_latency()
    {
        using var web = Server("web", TimeSpan.FromMilliseconds(300));
        using var orders = Server("orders");

        var (said, cases) = await VerifyAsync(web, orders, "--max-p99", "250");

        Assert.True(said.ExitCode == 1, said.Output + said.Error);
        Assert.StartsWith("p99 was ", Assert.Single(Failures(cases)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ingress_that_is_not_there_could_not_be_checked()
    {
        using var checkout = new Checkout();

        var said = await checkout.RunAsync(Declare, "verify", "--environment", "dev", "--ingress", $"http://127.0.0.1:{Images.LoopbackRegistry.FreePort()}", "--for", "1");

        Assert.Equal((2, ""), (said.ExitCode, said.Output));
        Assert.Contains("dev: nothing answered at", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_options_are_all_named()
    {
        using var checkout = new Checkout();

        var said = await checkout.RunAsync(Declare, "verify", "--environment", "dev", "--for", "-1", "--rate", "500", "--max-errors", "101", "--max-p99", "0");

        Assert.Equal((2, ""), (said.ExitCode, said.Output));
        Assert.Equal(["--for", "--rate", "--max-errors", "--max-p99"], said.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]));
    }
}
