using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Parity.Model;

namespace Authoring;

public sealed class RoutesTests
{
    [Fact]
    public async Task The_ingress_gets_table_references_health_port_and_replica_file()
    {
        var builder = Builder();
        var orders = Service(builder, "orders");
        var table = RouteTable.Of(Route.Prefix("/api/orders").To(orders));
        var ingress = Service(builder, "ingress").WithRoutes(table);

        var environment = await EnvironmentOf(ingress);

        Assert.Equal(RouteJson.Write(table), environment["Ingress__Routes"]);
        Assert.Equal(["Ingress__HealthPort", "Ingress__ReplicasFile", "Ingress__Routes", "services__orders__http__0"],
            environment.Keys.Where(key => key.StartsWith("Ingress", StringComparison.Ordinal) || key.StartsWith("services", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(table, ingress.Resource.Annotations.OfType<RoutesAnnotation>().Single().Table);
    }

    [Fact]
    public async Task A_container_is_routed_to_like_a_project()
    {
        var builder = Builder();
        var search = builder.AddContainer("search", "example.com/search").WithHttpEndpoint(targetPort: 9200, name: "http").WithEndpoint(targetPort: 9300, name: "gossip");
        var ingress = Service(builder, "ingress").WithRoutes(RouteTable.Of(Route.Prefix("/search").To(search)));

        var environment = await EnvironmentOf(ingress);

        Assert.Equal(["services__search__http__0"], environment.Keys.Where(key => key.StartsWith("services", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_local_run_takes_the_timeouts_and_weights_of_the_environment_it_runs_as()
    {
        var dev = new Parity.Model.Environment { Name = "dev", Order = 1, Namespace = "dev", Host = "dev.example.com", Registry = "example.com", Ingress = new IngressKind.Controller("ingress", "nginx"), Capabilities = new(new(1, 32), new(0, 0)), AllowsApproximations = true, Telemetry = new("http://otlp:4317"), TlsSecret = "" };
        foreach (var (arguments, expected) in (IEnumerable<(string[], string)>)[([], "\"timeout\":\"30s\""), (["--Parity:As=production"], "\"timeout\":\"5s\"")])
        {
            var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = arguments, DisableDashboard = true });
            builder.AddEnvironments([dev, dev with { Name = "production", Order = 2 }]);
            var ingress = Service(builder, "ingress").WithRoutes(RouteTable.Of(Route.Prefix("/").To(Service(builder, "orders"))
                .AndTo(Service(builder, "next"), [("dev", 1), ("production", 0)], "dev tries it")
                .WithTimeout([("dev", TimeSpan.FromSeconds(30)), ("production", TimeSpan.FromSeconds(5))], "dev is debugged")));

            Assert.Contains(expected, (string)(await EnvironmentOf(ingress))["Ingress__Routes"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_table_that_breaks_rules_is_refused_with_all_of_them()
    {
        var builder = Builder();
        var ingress = Service(builder, "ingress");

        var refusal = Assert.Throws<DistributedApplicationException>(() => ingress.WithRoutes(RouteTable.Of(Route.Prefix("api").To("nobody"))));

        Assert.Equal(["ROUTE-001", "ROUTE-011"], refusal.Message.Split('\n').Skip(1).Select(line => line.Trim().Split(' ')[1].TrimEnd(':')));
    }

    private static IDistributedApplicationBuilder Builder() => DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });

    private static IResourceBuilder<ExecutableResourceWithDiscovery> Service(IDistributedApplicationBuilder builder, string name) =>
        builder.AddResource(new ExecutableResourceWithDiscovery(name)).WithHttpEndpoint(name: "http");

    private static async Task<Dictionary<string, object>> EnvironmentOf(IResourceBuilder<IResource> resource)
    {
        var context = new EnvironmentCallbackContext(resource.ApplicationBuilder.ExecutionContext, resource.Resource);
        foreach (var callback in resource.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>()) await callback.Callback(context);
        return context.EnvironmentVariables;
    }

    private sealed class ExecutableResourceWithDiscovery(string name) : ExecutableResource(name, "true", "/"), IResourceWithServiceDiscovery;
}
