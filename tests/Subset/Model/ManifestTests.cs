using System.Runtime.CompilerServices;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Subset.Model;

/// <summary>
/// Each case is a model and the manifest committed for it, byte for byte.
/// GOLDEN=update rewrites the files and fails all the same, so that they are reviewed as a diff.
/// </summary>
public class ManifestTests
{
    private static readonly Dictionary<string, Action<IDistributedApplicationBuilder>> Cases = new()
    {
        ["project"] = builder => builder.AddProject<CatalogProject>("catalog").WithExternalHttpEndpoints().WithEnvironment("Greeting", "hello").WithArgs("--fast"),
        ["project-without-endpoints"] = builder => builder.AddProject<WorkerProject>("worker").WithReplicas(3),
        ["project-more-endpoints"] = builder => builder.AddProject<CatalogProject>("catalog").WithHttpEndpoint(name: "admin").WithEndpoint(port: 9000, scheme: "tcp", name: "raw").DisableForwardedHeaders().AsHttp2Service(),
        ["project-references-project"] = builder =>
        {
            var catalog = builder.AddProject<CatalogProject>("catalog");
            builder.AddProject<WorkerProject>("orders").WithReference(catalog).WithReference(catalog.GetEndpoint("https")).WithEnvironment("CATALOG_PORT", catalog.GetEndpoint("http").Property(EndpointProperty.Port));
        },
        ["project-as-dockerfile"] = builder => builder.AddProject<CatalogProject>("catalog").WithArgs("--local").PublishAsDockerFile(container => container.WithBuildArg("VERSION", "1")),
        ["container"] = builder => builder.AddContainer("cache", "docker.io/library/redis", "7.4").WithEntrypoint("redis-server").WithArgs("--save", "60")
            .WithVolume("cache-data", "/data").WithVolume("/scratch").WithBindMount("conf/redis.conf", "/etc/redis.conf", isReadOnly: true)
            .WithEndpoint(port: 6380, targetPort: 6379, name: "tcp").WithHttpEndpoint(targetPort: 8081, name: "metrics"),
        ["container-digest"] = builder => builder.AddContainer("cache", "ghcr.io/acme/cache@sha256:0123456789abcdef").WithImageRegistry("mirror.acme.test"),
        ["container-dockerfile"] = builder => builder.AddDockerfile("edge", "edge", stage: "final").WithBuildArg("COLOR", "blue").WithBuildArg("FLAG", true)
            .WithBuildSecret("TOKEN", builder.AddParameter("token", secret: true)).WithHttpEndpoint(targetPort: 80),
        ["executable"] = builder => builder.AddExecutable("site", "npm", "web", "run", "dev").WithHttpEndpoint(env: "PORT").WithEnvironment("NODE_ENV", "production"),
        ["executable-as-dockerfile"] = builder => builder.AddExecutable("site", "npm", "web", "run", "dev").WithHttpEndpoint(targetPort: 3000, env: "PORT").PublishAsDockerFile(),
        ["parameters"] = builder =>
        {
            var plain = builder.AddParameter("region");
            var secret = builder.AddParameter("api-key", secret: true);
            builder.AddParameter("size", "small", publishValueAsDefault: true);
            builder.AddParameter("password", new GenerateParameterDefault { MinLength = 12, Special = false, MinLower = 2 }, secret: true);
            builder.AddContainer("cache", "redis").WithEnvironment("REGION", plain).WithEnvironment("KEY", secret).WithEnvironment("BOTH", $"{plain}-{secret}!");
        },
        ["parameter-formatted"] = builder =>
        {
            var password = builder.AddParameter("password", secret: true);
            builder.AddContainer("app", "app").WithEnvironment("URI", ReferenceExpression.Create($"amqp://user:{password.Resource:uri}@host/{{vhost}}"));
        },
        ["connection-strings"] = builder =>
        {
            var outside = builder.AddConnectionString("reports");
            var cache = builder.AddContainer("cache", "redis").WithEndpoint(targetPort: 6379, name: "tcp");
            var composed = builder.AddConnectionString("sessions", ReferenceExpression.Create($"{cache.GetEndpoint("tcp").Property(EndpointProperty.HostAndPort)},ssl=false"));
            builder.AddProject<WorkerProject>("orders").WithReference(outside).WithReference(composed, "primary").WithConnectionStringNamed(outside);
        },
        ["database-with-properties"] = builder =>
        {
            var password = ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, "db-password");
            var database = builder.AddResource(new Database("orders-db", password)).WithImage("postgres", "17").WithEndpoint(targetPort: 5432, name: "tcp").WithConnectionProperty("Schema", "public");
            builder.AddProject<WorkerProject>("orders").WithReference(database);
        },
        ["external-services"] = builder =>
        {
            var fixedUrl = builder.AddExternalService("payments", "https://pay.acme.test/");
            var byParameter = builder.AddExternalService("mail", builder.AddParameter("mail-url"));
            builder.AddProject<WorkerProject>("orders").WithReference(fixedUrl).WithReference(byParameter).WithReference("status", new Uri("https://status.acme.test/"));
        },
        ["excluded-and-custom"] = builder =>
        {
            builder.AddContainer("local-only", "tool").ExcludeFromManifest();
            builder.AddResource(new Queue("jobs")).WithManifestPublishingCallback(context => context.Writer.WriteString("type", "acme.queue.v1"));
            builder.AddResource(new Queue("unknown"));
        },
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public async Task The_manifest_is_the_committed_one(string name)
    {
        var builder = Models.Publish();
        Cases[name](builder);
        var actual = await builder.ManifestAsync();
        var path = Path.Combine(Folder(), $"{name}.json");
        var expected = File.Exists(path) ? await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken) : "";
        if (actual != expected && Environment.GetEnvironmentVariable("GOLDEN") == "update")
        {
            await File.WriteAllTextAsync(path, actual, TestContext.Current.CancellationToken);
        }

        Assert.Equal(expected, actual);
    }

    [Fact]
    public async Task A_project_without_a_path_is_named()
    {
        var builder = Models.Publish();
        builder.AddResource(new ProjectResource("bare"));
        Assert.StartsWith("Project metadata was not found for resource 'bare'.", (await Assert.ThrowsAsync<DistributedApplicationException>(builder.ManifestAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_committed_manifest_has_its_case() =>
        Assert.Equal(Cases.Keys.Order(), Directory.GetFiles(Folder(), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order());

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Manifests");
}
