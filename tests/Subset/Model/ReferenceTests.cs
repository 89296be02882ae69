using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Subset.Model;

public class ReferenceTests
{
    [Fact]
    public async Task A_referenced_service_is_found_by_discovery_and_by_plain_variables()
    {
        var builder = Models.Run();
        var catalog = builder.AddProject<CatalogProject>("catalog-api", "https").Allocated("https", 7031).Allocated("http", 5031);
        var orders = builder.AddExecutable("orders", "orders", ".").WithReference(catalog);
        Assert.Equal(new Dictionary<string, string>
        {
            ["CATALOG_API_HTTPS"] = "https://localhost:7031",
            ["services__catalog-api__https__0"] = "https://localhost:7031",
            ["CATALOG_API_HTTP"] = "http://localhost:5031",
            ["services__catalog-api__http__0"] = "http://localhost:5031",
        }, await orders.EnvironmentOfAsync());
    }

    [Fact]
    public async Task Only_the_endpoint_that_is_referred_to_is_given()
    {
        var builder = Models.Run();
        var catalog = builder.AddProject<CatalogProject>("catalog", "https").Allocated("https", 7031).Allocated("http", 5031);
        var orders = builder.AddExecutable("orders", "orders", ".").WithReference(catalog.GetEndpoint("http"));
        Assert.Equal(["CATALOG_HTTP", "services__catalog__http__0"], (await orders.EnvironmentOfAsync()).Keys.Order());
    }

    [Fact]
    public async Task Endpoints_of_other_names_are_found_by_their_names()
    {
        var builder = Models.Run();
        var broker = builder.AddProject<CatalogProject>("broker", launchProfileName: null).WithHttpEndpoint(name: "admin").Allocated("admin", 15672).WithEndpoint(scheme: "tcp", name: "amqp").Allocated("amqp", 5672);
        var orders = builder.AddExecutable("orders", "orders", ".").WithReference(broker);
        Assert.Equal(new Dictionary<string, string>
        {
            ["BROKER_ADMIN"] = "http://localhost:15672",
            ["services__broker__admin__0"] = "http://localhost:15672",
            ["BROKER_AMQP"] = "tcp://localhost:5672",
            ["services__broker__amqp__0"] = "tcp://localhost:5672",
        }, await orders.EnvironmentOfAsync());
    }

    [Fact]
    public async Task An_endpoint_that_is_not_meant_for_references_is_left_out_unless_it_is_named()
    {
        var builder = Models.Run();
        var catalog = builder.AddProject<CatalogProject>("catalog", "http").Allocated("http", 5031)
            .WithEndpoint("debug", endpoint => endpoint.ExcludeReferenceEndpoint = true).Allocated("debug", 9999);
        Assert.Equal(["CATALOG_HTTP", "services__catalog__http__0"], (await builder.AddExecutable("a", "a", ".").WithReference(catalog).EnvironmentOfAsync()).Keys.Order());
        Assert.Equal(["CATALOG_DEBUG", "services__catalog__debug__0"], (await builder.AddExecutable("b", "b", ".").WithReference(catalog.GetEndpoint("debug")).EnvironmentOfAsync()).Keys.Order());
    }

    [Fact]
    public async Task A_service_can_be_known_under_another_name()
    {
        var builder = Models.Run();
        var catalog = builder.AddProject<CatalogProject>("catalog", "http").Allocated("http", 5031);
        var orders = builder.AddExecutable("orders", "orders", ".").WithReference(catalog, "shelf");
        Assert.Equal(["services__shelf__http__0", "shelf_HTTP"], (await orders.EnvironmentOfAsync()).Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(ReferenceEnvironmentInjectionFlags.None, "")]
    [InlineData(ReferenceEnvironmentInjectionFlags.ServiceDiscovery, "services__catalog__http__0")]
    [InlineData(ReferenceEnvironmentInjectionFlags.Endpoints, "CATALOG_HTTP")]
    [InlineData(ReferenceEnvironmentInjectionFlags.ConnectionString, "ConnectionStrings__db")]
    [InlineData(ReferenceEnvironmentInjectionFlags.ConnectionProperties, "DB_HOST,DB_PASSWORD,DB_PORT,DB_URI")]
    public async Task The_destination_chooses_which_variables_it_gets(ReferenceEnvironmentInjectionFlags flags, string expected)
    {
        var builder = Models.Run("--Parameters:db-password=p");
        var catalog = builder.AddProject<CatalogProject>("catalog", "http").Allocated("http", 5031);
        var database = builder.AddResource(new Database("db", builder.AddParameter("db-password", secret: true).Resource)).WithEndpoint(targetPort: 5432, name: "tcp").Allocated("tcp", 5432);
        var orders = builder.AddExecutable("orders", "orders", ".").WithReference(catalog).WithReference(database).WithReferenceEnvironment(flags);
        Assert.Equal(expected, string.Join(",", (await orders.EnvironmentOfAsync()).Keys.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_connection_string_comes_with_its_properties_under_the_name_of_the_connection()
    {
        var builder = Models.Run("--Parameters:db-password=p@ss");
        var database = builder.AddResource(new Database("orders-db", builder.AddParameter("db-password", secret: true).Resource)).WithEndpoint(targetPort: 5432, name: "tcp").Allocated("tcp", 15432);
        var orders = builder.AddExecutable("orders", "orders", ".").WithReference(database, "main-db");
        Assert.Equal(new Dictionary<string, string>
        {
            ["ConnectionStrings__main-db"] = "Host=localhost;Port=15432;Username=postgres;Password=p@ss",
            ["MAIN_DB_HOST"] = "localhost",
            ["MAIN_DB_PORT"] = "15432",
            ["MAIN_DB_PASSWORD"] = "p@ss",
            ["MAIN_DB_URI"] = "postgresql://postgres:p%40ss@localhost:15432",
        }, await orders.EnvironmentOfAsync());
    }

    [Fact]
    public void The_arguments_that_an_executable_begins_with_are_no_references()
    {
        var builder = Models.Run("--ConnectionStrings:reports=x");
        var site = builder.AddContainer("site", "x").WithHttpEndpoint();
        var tool = builder.AddExecutable("tool", "tool", ".", "--site", site.GetEndpoint("http")).WithArgs("--reports", builder.AddConnectionString("reports").Resource);
        Assert.Equal(["reports"], tool.Resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(relation => relation.Resource.Name));
    }

    [Fact]
    public async Task A_missing_connection_string_names_its_configuration_key_unless_it_is_optional()
    {
        var builder = Models.Run();
        var reports = builder.AddConnectionString("reports");
        var missing = await Assert.ThrowsAsync<MissingParameterValueException>(() => builder.AddExecutable("a", "a", ".").WithReference(reports).EnvironmentOfAsync());
        Assert.StartsWith("Connection string parameter resource could not be used because connection string 'reports' is missing. Set ConnectionStrings:reports", missing.Message, StringComparison.Ordinal);
        var empty = builder.AddConnectionString("empty", ReferenceExpression.Create($""));
        var nothing = await Assert.ThrowsAsync<DistributedApplicationException>(() => builder.AddExecutable("c", "c", ".").WithReference(empty).EnvironmentOfAsync());
        Assert.StartsWith("The connection string for the resource 'empty' is not available.", nothing.Message, StringComparison.Ordinal);
        Assert.Empty(await builder.AddExecutable("b", "b", ".").WithReference(reports, optional: true).EnvironmentOfAsync());
    }

    [Fact]
    public async Task A_connection_string_of_the_configuration_may_have_a_variable_of_its_own()
    {
        var builder = Models.Run("--ConnectionStrings:reports=Server=x");
        var app = builder.AddExecutable("a", "a", ".").WithReference(builder.AddConnectionString("reports", "REPORTS_DB"));
        Assert.Equal("Server=x", (await app.EnvironmentOfAsync())["REPORTS_DB"]);
    }

    [Fact]
    public void A_reference_is_a_relationship_however_deep_the_value_is_composed()
    {
        var builder = Models.Run();
        var region = builder.AddParameter("region");
        var cache = builder.AddContainer("cache", "redis").WithEndpoint(targetPort: 6379, name: "tcp");
        var app = builder.AddExecutable("a", "a", ".").WithEnvironment("X", ReferenceExpression.Create($"{cache.GetEndpoint("tcp").Property(EndpointProperty.Host)}-{region}"));
        Assert.Equal(["cache", "region"], app.Resource.Annotations.OfType<ResourceRelationshipAnnotation>().Where(r => r.Type == "Reference").Select(r => r.Resource.Name).Order());
    }

    [Theory]
    [InlineData("relative", "it must be absolute")]
    [InlineData("https://a.test/#b", "it cannot contain a fragment")]
    [InlineData("https://a.test/?b", "it cannot contain a query string")]
    public void A_uri_that_is_no_service_is_refused(string uri, string cause)
    {
        var app = Models.Run().AddExecutable("app", "a", ".");
        var refused = Assert.Throws<InvalidOperationException>(() => app.WithReference("pay", new Uri(uri, UriKind.RelativeOrAbsolute)));
        Assert.Equal($"The URI for service reference 'pay' is invalid while configuring target resource 'app': {cause}.", refused.Message);
    }
}
