using System.Text.Json;
using Aspire.Hosting;
using Parity.Model;

namespace CommandLine.Routes;

/// <summary>The verb with the real ingress program of the repository.</summary>
public sealed class CheckRoutesVerbTests
{
    [Fact]
    public async Task The_own_routes_agree_in_every_rendering()
    {
        using var checkout = new Checkout();

        var said = await checkout.RunAsync(builder => Declare(builder), "check-routes", "--json");

        Assert.True(said.ExitCode == 0, said.Output + said.Error);
        using var json = JsonDocument.Parse(said.Output);
        Assert.Equal(["YARP natively", "Gateway API natively", "Ingress natively", "Istio natively"], Answers(json.RootElement.GetProperty("tables")[0]));
    }

    [Fact]
    public async Task Tables_of_a_team_are_held_against_every_rendering_and_each_row_that_disagrees_is_named()
    {
        using var checkout = new Checkout();
        Write(checkout, "guarded.json", """
            {"routes": [
               {"name": "beta", "path": {"prefix": "/"}, "headers": {"x-beta": "1"}, "backends": [{"workload": "beta"}]},
               {"name": "all", "path": {"prefix": "/"}, "backends": [{"workload": "plain"}]}],
             "requests": [{"path": "/", "headers": {"x-beta": "1"}, "expect": "beta"}, {"path": "/", "expect": "plain"}]}
            """);
        Write(checkout, "rewritten.json", """
            {"routes": [{"name": "v1", "path": {"prefix": "/v1"}, "rewrite": "/", "backends": [{"workload": "one", "weight": 1}, {"workload": "none", "weight": 0}]}],
             "requests": [{"path": "/v1/a", "expect": "one", "expectPath": "/a"}, {"path": "/v1foo", "expect": 404}]}
            """);
        Write(checkout, "wrong.json", """{"requests": [{"path": "/orders/7", "expect": "orders"}, {"path": "/ordersfoo", "expect": "orders"}]}""");

        var said = await checkout.RunAsync(builder => Declare(builder), "check-routes", Path.Combine(checkout.Root, "tables"), "--json");

        Assert.True(said.ExitCode == 1, said.Output + said.Error);
        using var json = JsonDocument.Parse(said.Output);
        var tables = json.RootElement.GetProperty("tables").EnumerateArray().ToDictionary(table => table.GetProperty("source").GetString()!);
        Assert.Equal(["YARP natively", "Gateway API natively", "Ingress approximated ROUTE-031 rows 0", "Istio natively"], Answers(tables["guarded.json"]));
        Assert.Equal(["YARP natively", "Gateway API natively", "Ingress refused ROUTE-032", "Istio natively"], Answers(tables["rewritten.json"]));
        Assert.Equal(["YARP natively rows 1", "Gateway API natively rows 1", "Ingress natively rows 1", "Istio natively rows 1"], Answers(tables["wrong.json"]));
    }

    [Fact]
    public async Task A_table_that_cannot_be_read_is_no_answer()
    {
        using var checkout = new Checkout();
        Write(checkout, "broken.json", "{\"requests\": [{\"path\": \"/\"}]}");

        var broken = await checkout.RunAsync(builder => Declare(builder), "check-routes", Path.Combine(checkout.Root, "tables"));
        var missing = await checkout.RunAsync(builder => Declare(builder), "check-routes", Path.Combine(checkout.Root, "nowhere"));

        Assert.Equal((2, "ROUTE-022", 2, "ROUTE-040"), (broken.ExitCode, broken.Codes.Single(), missing.ExitCode, missing.Codes.Single()));
        Assert.Equal(("", ""), (broken.Output, missing.Output));
    }

    [Fact]
    public async Task A_route_and_a_row_that_are_wrong_are_named_with_their_lines()
    {
        using var checkout = new Checkout();
        const string Routes = """
            {"routes": [
               {"name": "a", "path": {"prefix": "/a"}, "backends": [{"workload": "one"}]},
               {"name": "b", "path": {"prefix": "b"}, "backends": [{"workload": "one"}]},

               {"name": "c", "path": {"prefix": "/a"}, "backends": [{"workload": "two"}]},
               {"name": "a", "path": {"exact": "/d"}, "backends": [{"workload": "one"}]}]}
            """;
        Write(checkout, "routes.json", Routes);

        var routes = await checkout.RunAsync(builder => Declare(builder), "check-routes", Path.Combine(checkout.Root, "tables"));
        Write(checkout, "routes.json", "{\"requests\": [\n{\"path\": \"/orders\", \"expect\": \"orders\"},\n\n{\"path\": \"/nowhere\", \"expect\": \"orders\"}]}");
        var rows = await checkout.RunAsync(builder => Declare(builder), "check-routes", Path.Combine(checkout.Root, "tables"));

        Assert.Equal((2, 1), (routes.ExitCode, rows.ExitCode));
        Assert.Equal(
            ["error ROUTE-001: routes.json:3, route 'b'", "error ROUTE-006: routes.json:6, route 'a'", "error ROUTE-007: routes.json:5, route 'c'"],
            routes.Error.Split('\n').Where(line => line.StartsWith("error", StringComparison.Ordinal)).Select(line => line[..(line.IndexOf('\'') + 3)]).Order());
        Assert.Contains("routes.json:4: Istio: requests[1] GET localhost /nowhere: expected orders, got 404", rows.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 0, "warning ROUTE-042: YARP: 'ingress' is no project of this repository")]
    [InlineData(true, 2, "error ROUTE-042: YARP, project 'ingress': it is not built")]
    public async Task Without_a_program_that_routes_the_environments_renderings_are_held_all_the_same(bool isProject, int exitCode, string said)
    {
        using var checkout = new Checkout();
        Write(checkout, "right.json", """{"requests": [{"path": "/orders/7", "expect": "orders"}]}""");
        void Model(IDistributedApplicationBuilder builder)
        {
            builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop");
            var routes = RouteTable.Of(Route.Prefix("/orders").To(builder.AddContainer("orders", "example.com/orders", "2").WithHttpEndpoint(targetPort: 8080)));
            if (isProject) builder.AddProject("ingress", checkout.Project).WithHttpEndpoint().WithRoutes(routes);
            else builder.AddContainer("ingress", "example.com/ingress", "1").WithHttpEndpoint(targetPort: 8080).WithRoutes(routes);
        }

        var right = await checkout.RunAsync(Model, "check-routes", Path.Combine(checkout.Root, "tables"), "--json");
        Write(checkout, "wrong.json", """{"requests": [{"path": "/ordersfoo", "expect": "orders"}]}""");
        var wrong = await checkout.RunAsync(Model, "check-routes", Path.Combine(checkout.Root, "tables"), "--json");

        Assert.Equal((exitCode, 1), (right.ExitCode, wrong.ExitCode));
        Assert.StartsWith(said, right.Error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(wrong.Output);
        var tables = json.RootElement.GetProperty("tables").EnumerateArray().ToDictionary(table => table.GetProperty("source").GetString()!);
        Assert.Equal(["YARP unchecked ROUTE-042", "Gateway API natively", "Ingress natively", "Istio natively"], Answers(tables["right.json"]));
        Assert.Equal(["YARP unchecked ROUTE-042", "Gateway API natively rows 0", "Ingress natively rows 0", "Istio natively rows 0"], Answers(tables["wrong.json"]));
    }

    private static void Declare(IDistributedApplicationBuilder builder)
    {
        builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop");
        var orders = builder.AddProject("orders", Repository.Service("Orders")).WithHttpEndpoint();
        builder.AddProject("ingress", Repository.Service("Ingress")).WithHttpEndpoint().WithRoutes(RouteTable.Of(Route.Prefix("/orders").To(orders)));
    }

    private static void Write(Checkout checkout, string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(checkout.Root, "tables"));
        File.WriteAllText(Path.Combine(checkout.Root, "tables", name), text);
    }

    private static IEnumerable<string> Answers(JsonElement table) => table.GetProperty("targets").EnumerateArray().Select(target => string.Join(' ', (string[])
    [
        target.GetProperty("target").GetString()!,
        target.GetProperty("answer").GetString()!,
        .. target.GetProperty("codes").EnumerateArray().Select(code => code.GetString()!),
        .. target.GetProperty("disagreements").EnumerateArray().Select(row => $"rows {row.GetProperty("row").GetInt32()}"),
    ]));
}
