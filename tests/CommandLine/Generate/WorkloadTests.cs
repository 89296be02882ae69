using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Parity.Model;

namespace CommandLine.Generate;

/// <summary>What the model says of a workload is in the files of the environments where it says so.</summary>
public sealed class WorkloadTests
{
    [Fact]
    public async Task A_container_of_somebody_else_is_a_workload_like_any_other()
    {
        using var checkout = new Checkout();

        var said = await checkout.RunAsync(
            builder =>
            {
                builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop");
                var search = builder.AddContainer("search", "registry.example.com/vendor/search", "4.2")
                    .WithHttpEndpoint(targetPort: 9200, name: "http").WithHttpHealthCheck("/health")
                    .WithArgs("--threads", "4")
                    .WithSetting("SEARCH_CACHE", [("dev", "1m"), ("production", "1h")], "dev shows changes at once")
                    .WithSecret("SEARCH_LICENCE", "search-licence", "key")
                    .WithCapacity([("dev", 0.1, 256), ("production", 1.5, 2048)], "the index of production is larger")
                    .WithReplicas([("dev", 1), ("production", 3)], "dev is one machine");
                var shop = builder.AddProject("shop", checkout.Project).WithHttpEndpoint().WithHttpHealthCheck("/ready").WithReference(search.GetEndpoint("http"));
                builder.AddProject("ingress", checkout.Project).WithHttpEndpoint().WithRoutes(RouteTable.Of(Route.Prefix("/search").To("search"), Route.Prefix("/").To(shop)));
            },
            "generate");

        Assert.True(said.ExitCode == 0, said.Error);
        var (dev, production) = (checkout.Of("dev", "search"), checkout.Of("production", "search"));
        foreach (var line in (string[])["image: \"registry.example.com/vendor/search:4.2\"", "- \"--threads\"", "path: /health", "containerPort: 9200", "name: search-licence", "path: SEARCH_LICENCE"])
        {
            Assert.Contains(line, dev, StringComparison.Ordinal);
            Assert.Contains(line, production, StringComparison.Ordinal);
        }

        Assert.Contains("SEARCH_CACHE: 1m", dev.Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("SEARCH_CACHE: 1h", production.Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("replicas: 3", production, StringComparison.Ordinal);
        Assert.Contains("cpu: 1500m", production.Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("services__search__http__0: http://search:9200", checkout.Of("dev", "shop").Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_is_in_the_cluster_where_declared_and_outside_by_the_same_secret_elsewhere()
    {
        using var checkout = new Checkout();

        var said = await checkout.RunAsync(
            builder =>
            {
                builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop");
                var server = builder.AddPostgresServer("postgres").WithPresence([("dev", true), ("production", false)], "the cloud's in production");
                builder.AddProject("orders", checkout.Project).WithHttpEndpoint().WithReference(server.AddDatabase("shop"));
            },
            "generate");

        Assert.True(said.ExitCode == 0, said.Error);
        Assert.Contains("manifests/overlays/dev/postgres/statefulset.yaml", checkout.Files);
        Assert.Equal([], checkout.Files.Where(file => file.Contains("postgres/", StringComparison.Ordinal) && !file.Contains("/dev/", StringComparison.Ordinal)));
        foreach (var environment in (string[])["dev", "production"])
        {
            var orders = checkout.Of(environment, "orders");
            Assert.Contains("path: ConnectionStrings__shop", orders, StringComparison.Ordinal);
            Assert.Contains("name: postgres", orders, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_secret_parameter_is_an_entry_of_a_Secret_and_never_a_value()
    {
        using var checkout = new Checkout();

        var said = await checkout.RunAsync(
            builder =>
            {
                builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop");
                var key = builder.AddParameter("mail-key", "the-value-of-the-secret", secret: true);
                builder.AddProject("orders", checkout.Project).WithHttpEndpoint().WithEnvironment("Mail__Key", key);
            },
            "generate");

        Assert.True(said.ExitCode == 0, said.Error);
        Assert.Contains("path: Mail__Key", checkout.Of("dev", "orders"), StringComparison.Ordinal);
        Assert.Equal([], checkout.Files.Where(file => checkout.Read(file).Contains("the-value-of-the-secret", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_second_run_changes_nothing_and_check_sees_an_edit_and_a_stale_file()
    {
        using var checkout = new Checkout();
        void Declare(IDistributedApplicationBuilder builder)
        {
            builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop");
            builder.AddProject("orders", checkout.Project).WithHttpEndpoint();
        }

        await checkout.RunAsync(Declare, "generate");
        Assert.Equal(0, (await checkout.RunAsync(Declare, "generate", "--check")).ExitCode);
        var edited = Path.Combine(checkout.Root, "manifests/base/orders/deployment.yaml");
        await File.AppendAllTextAsync(edited, "# by hand\n", TestContext.Current.CancellationToken);
        var stale = Path.Combine(checkout.Root, "manifests/base/old.yaml");
        await File.WriteAllTextAsync(stale, "{}", TestContext.Current.CancellationToken);

        var check = await checkout.RunAsync(Declare, "generate", "--check");

        Assert.Equal(1, check.ExitCode);
        Assert.Contains("removed  manifests/base/old.yaml", check.Output, StringComparison.Ordinal);
        Assert.Contains("changed  manifests/base/orders/deployment.yaml", check.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(stale));
        Assert.Equal(0, (await checkout.RunAsync(Declare, "generate")).ExitCode);
        Assert.False(File.Exists(stale));
        Assert.Equal(0, (await checkout.RunAsync(Declare, "generate", "--check")).ExitCode);
    }
}
