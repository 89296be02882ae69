using Aspire.Hosting;
using Parity.Model;

namespace CommandLine.Generate;

/// <summary>Everything wrong is said at once, and the folder stays as it was.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task All_of_it_is_reported_at_once_and_nothing_is_written()
    {
        using var checkout = new Checkout();
        Assert.Equal(0, (await checkout.RunAsync(builder => Good(checkout, builder), "generate")).ExitCode);
        var before = checkout.Files.ToDictionary(file => file, checkout.Read);

        var said = await checkout.RunAsync(builder => Bad(checkout, builder), "generate");

        Assert.Equal(2, said.ExitCode);
        Assert.Equal(
            ["DIFF-001", "DIFF-002", "DIFF-003", "DIFF-004", "ENV-003", "ROUTE-007", "ROUTE-012", "SECRET-001", "SETTING-002", "WORKLOAD-001"],
            said.Codes);
        Assert.Equal(before, checkout.Files.ToDictionary(file => file, checkout.Read));
        string[] lines = said.Error.Split('\n');
        foreach (var (code, subject, remedy) in Said) Assert.Contains(lines, line => line.StartsWith($"error {code}", StringComparison.Ordinal) && line.Contains(subject, StringComparison.Ordinal) && line.Contains(remedy, StringComparison.Ordinal));
    }

    // What is wrong, where, and the call that mends it.
    private static (string Code, string Subject, string Remedy)[] Said =>
    [
        ("DIFF-001", "workload 'orders'", "in WithSetting."),
        ("DIFF-003", "workload 'jobs'", "the last argument of WithReplicas."),
        ("ENV-003", "environment 'dev', environment 'production'", "Give each its own host."),
        ("ROUTE-007", "route 'orders-again'", ".AndTo(workload, weight)"),
        ("ROUTE-012", "'jobs' is a Worker", "Route to a service with an HTTP endpoint."),
        ("SECRET-001", "workload 'orders'", "Use WithSecret(\"Mail__Password\", …)"),
        ("SETTING-002", "workload 'orders'", "Keep one WithSetting or WithSecret for it."),
        ("WORKLOAD-001", "workload 'Order-History'", "builder.AddProject<…>(\"order-history\")"),
    ];

    [Fact]
    public async Task A_secret_given_as_a_value_is_refused_whichever_way_it_is_given()
    {
        using var checkout = new Checkout();

        var said = await checkout.RunAsync(
            builder =>
            {
                builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop");
                builder.AddProject("orders", checkout.Project).WithHttpEndpoint().WithArgs("--smtp-password", "hunter2", "--quiet", "--token=hunter2", "--password=$PASSWORD")
                    .WithSetting("STRIPE_SECRET_KEY", "hunter2")
                    .WithSetting("Mail__Server", [("dev", "localhost"), ("production", "smtp://:hunter2@mail.example.com")], "dev sends nothing")
                    .WithEnvironment("DB_PASS", "hunter2")
                    .WithEnvironment("ConnectionStrings__shop", "Host=db;Username=shop;Password=hunter2")
                    .WithEnvironment("Passwords__MinimumLength", "12");
                builder.AddContainer("search", "example.com/search", "4.2").WithHttpEndpoint(targetPort: 9200).WithEntrypoint("--api-key=hunter2")
                    .WithProbe(new Probe(ProbeKind.Liveness, new ProbeCheck.Command(["/bin/ask", "--password", "hunter2"]), TimeSpan.FromSeconds(10), 3));
            },
            "generate");

        Assert.Equal((2, ""), (said.ExitCode, said.Output));
        Assert.Equal([], checkout.Files);
        Assert.False(said.Error.Contains("hunter2", StringComparison.Ordinal), said.Error);
        Assert.Equal(
            ["'--api-key=***'", "'--password ***'", "'--smtp-password ***'", "'--token=***'", "'ConnectionStrings__shop'", "'DB_PASS'", "'Mail__Server'", "'STRIPE_SECRET_KEY'"],
            said.Error.Split('\n').Where(line => line.StartsWith("error SECRET-", StringComparison.Ordinal)).Select(line => line.Split(": the ")[1].Split(" hold")[0][line.Split(": the ")[1].IndexOf('\'')..]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("--chekc")]
    [InlineData("--images")]
    public async Task An_argument_that_is_not_known_writes_nothing(string argument)
    {
        using var checkout = new Checkout();

        var said = await checkout.RunAsync(builder => Good(checkout, builder), "generate", argument);

        Assert.Equal(2, said.ExitCode);
        Assert.Equal([], checkout.Files);
    }

    [Fact]
    public async Task An_image_without_digest_and_one_of_nobody_are_refused()
    {
        using var checkout = new Checkout();
        var images = Path.Combine(checkout.Root, "images.json");
        await File.WriteAllTextAsync(images, """{"orders": "registry.example.com/orders:latest", "nobody": "registry.example.com/x@sha256:0"}""", TestContext.Current.CancellationToken);

        var said = await checkout.RunAsync(builder => Good(checkout, builder), "generate", "--images", images);

        Assert.Equal(2, said.ExitCode);
        Assert.Equal(["IMAGE-001", "IMAGE-002"], said.Codes);
        Assert.Equal([], checkout.Files);
    }

    private static void Good(Checkout checkout, IDistributedApplicationBuilder builder)
    {
        builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop");
        builder.AddProject("orders", checkout.Project).WithHttpEndpoint();
    }

    private static void Bad(Checkout checkout, IDistributedApplicationBuilder builder)
    {
        builder.AddEnvironments([Checkout.Dev, Checkout.Production with { Host = Checkout.Dev.Host }], "shop");
        builder.AddProject("orders", checkout.Project).WithHttpEndpoint()
            .WithSetting("Orders__HoldFor", "5m")
            .WithSetting("ORDERS__HOLDFOR", "6m")
            .WithSetting("Orders__Api", [("dev", "a"), ("stagging", "b")], "the name of an environment is misspelt and another is missing")
            .WithSetting("Mail__Password", "hunter2");
        builder.AddProject("jobs", checkout.Project).AsWorker().WithHttpEndpoint()
            .WithReplicas([("dev", 1), ("production", 2)], "")
            .WithCapacity([("dev", 0.1, 128), ("production", 0.1, 128)], "once it was larger");
        builder.AddProject("Order-History", checkout.Project).WithHttpEndpoint();
        builder.AddContainer("ingress", "ingress").WithHttpEndpoint(targetPort: 8080).WithRoutes(RouteTable.Of(
            Route.Prefix("/jobs").To("jobs"),
            Route.Prefix("/orders").To("orders"),
            Route.Prefix("/orders").To("jobs").Named("orders-again")));
    }
}
