using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging.Abstractions;

namespace Subset.Model;

public class EnvironmentTests
{
    [Fact]
    public async Task Every_kind_of_value_becomes_a_variable_and_the_last_one_wins()
    {
        var builder = Models.Run("--Parameters:region=eu");
        var region = builder.AddParameter("region");
        var cache = builder.AddContainer("cache", "redis").WithEndpoint(targetPort: 6379, name: "tcp").Allocated("tcp", 16379);
        var endpoint = cache.GetEndpoint("tcp");
        var count = 0;
        var app = builder.AddExecutable("app", "app", ".")
            .WithEnvironment("TEXT", "a")
            .WithEnvironment("NOTHING", (string?)null)
            .WithEnvironment("LAZY", () => $"{++count}")
            .WithEnvironment("PARAMETER", region)
            .WithEnvironment("ENDPOINT", endpoint)
            .WithEnvironment("PORT", endpoint.Property(EndpointProperty.Port))
            .WithEnvironment("COMPOSED", $"{region}/{endpoint.Property(EndpointProperty.HostAndPort)}/{{x}}")
            .WithEnvironment(context => context.EnvironmentVariables["CALLBACK"] = 3)
            .WithEnvironment(async context =>
            {
                await Task.Yield();
                context.EnvironmentVariables["TEXT"] = context.Resource.Name;
            });
        Assert.Equal(new Dictionary<string, string>
        {
            ["TEXT"] = "app",
            ["NOTHING"] = "",
            ["LAZY"] = "1",
            ["PARAMETER"] = "eu",
            ["ENDPOINT"] = "tcp://localhost:16379",
            ["PORT"] = "16379",
            ["COMPOSED"] = "eu/localhost:16379/{x}",
            ["CALLBACK"] = "3",
        }, await app.EnvironmentOfAsync());
    }

    [Fact]
    public async Task A_value_that_is_not_there_yet_is_waited_for()
    {
        var builder = Models.Run();
        var cache = builder.AddContainer("cache", "redis").WithEndpoint(targetPort: 6379, name: "tcp");
        var pending = builder.AddExecutable("app", "app", ".").WithEnvironment("CACHE", cache.GetEndpoint("tcp")).EnvironmentOfAsync();
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.False(pending.IsCompleted);
        cache.Allocated("tcp", 16379);
        Assert.Equal("tcp://localhost:16379", (await pending)["CACHE"]);
    }

    [Fact]
    public async Task What_consists_of_a_secret_is_a_secret()
    {
        var builder = Models.Run("--Parameters:key=k", "--Parameters:region=eu");
        var app = builder.AddExecutable("app", "app", ".");
        var key = builder.AddParameter("key", secret: true);
        app.WithEnvironment("PLAIN", builder.AddParameter("region")).WithEnvironment("SECRET", key).WithEnvironment("INSIDE", $"a{key}")
            .WithEnvironment("OUTSIDE", builder.AddConnectionString("db", ReferenceExpression.Create($"pw={key}"))).WithArgs("--key", key);
        var configuration = await ResourceConfiguration.ResolveAsync(app.Resource, builder.ExecutionContext, NullLogger.Instance, TestContext.Current.CancellationToken);
        Assert.Equal([("PLAIN", "eu", false), ("SECRET", "k", true), ("INSIDE", "ak", true), ("OUTSIDE", "pw=k", true)], configuration.EnvironmentVariables);
        Assert.Equal([("--key", false), ("k", true)], configuration.Arguments);
    }

    [Fact]
    public async Task The_port_to_listen_on_comes_in_the_variable_that_the_endpoint_names()
    {
        var app = Models.Run().AddExecutable("site", "npm", ".").WithHttpEndpoint(env: "PORT").Allocated("http", 3000);
        Assert.Equal("{{- portForServing \"site\" -}}", (await app.EnvironmentOfAsync())["PORT"]);
        Assert.Equal("8080", (await Models.Run().AddExecutable("site", "npm", ".").WithHttpEndpoint(targetPort: 8080, env: "PORT").EnvironmentOfAsync())["PORT"]);
    }

    [Fact]
    public async Task Arguments_keep_their_order_and_can_be_replaced()
    {
        var builder = Models.Run("--Parameters:region=eu");
        var app = builder.AddExecutable("app", "app", ".", "first").WithArgs("second", builder.AddParameter("region")).WithArgs(context => context.Args.Insert(0, "zero"));
        Assert.Equal(["zero", "first", "second", "eu"], await app.ArgumentsOfAsync());
    }

    [Fact]
    public async Task A_container_sees_another_host_than_a_process_does()
    {
        var builder = Models.Run();
        var api = builder.AddExecutable("api", "api", ".").WithHttpEndpoint().Allocated("http", 5000);
        api.WithEndpoint("http", endpoint => endpoint.AllAllocatedEndpoints.AddOrUpdateAllocatedEndpoint(
            KnownNetworkIdentifiers.DefaultAspireContainerNetwork,
            new(endpoint, "host.docker.internal", 5000, EndpointBindingMode.SingleAddress, null, KnownNetworkIdentifiers.DefaultAspireContainerNetwork)));
        Assert.Equal("http://host.docker.internal:5000", (await builder.AddContainer("a", "a").WithEnvironment("API", api.GetEndpoint("http")).EnvironmentOfAsync())["API"]);
        Assert.Equal("http://localhost:5000", (await builder.AddExecutable("b", "b", ".").WithEnvironment("API", api.GetEndpoint("http")).EnvironmentOfAsync())["API"]);
    }

    [Fact]
    public async Task A_tool_gets_all_values_that_can_be_had_and_the_failures_beside_them()
    {
        var builder = Models.Run("--Parameters:region=eu");
        var region = builder.AddParameter("region");
        var app = builder.AddExecutable("app", "app", ".", "--fast").WithEnvironment("REGION", region).WithEnvironment("KEY", builder.AddParameter("key"));
        var result = await ExecutionConfigurationBuilder.Create(app.Resource).WithArgumentsConfig().WithEnvironmentVariablesConfig()
            .BuildAsync(builder.ExecutionContext, NullLogger.Instance, TestContext.Current.CancellationToken);
        Assert.Equal([KeyValuePair.Create("REGION", "eu")], result.EnvironmentVariables);
        Assert.Equal([("--fast", false)], result.Arguments);
        Assert.Equal([region.Resource], result.References);
        var missing = Assert.IsType<MissingParameterValueException>(Assert.IsType<AggregateException>(result.Exception).InnerException);
        Assert.StartsWith("Parameter resource could not be used because configuration key 'Parameters:key' is missing", missing.Message, StringComparison.Ordinal);
    }
}
