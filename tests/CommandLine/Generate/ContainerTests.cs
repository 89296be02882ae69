using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Parity.Model;

namespace CommandLine.Generate;

/// <summary>Containers whose code nobody may touch, and what their authors say of them by Aspire's own methods.</summary>
public sealed class ContainerTests
{
    [Fact]
    public async Task Entrypoint_probe_times_telemetry_secrets_and_volume_sizes_reach_the_manifests()
    {
        using var checkout = new Checkout();

        var said = await checkout.RunAsync(
            builder =>
            {
                builder.AddEnvironments([Checkout.Dev, Checkout.Production with { Telemetry = new("http://collector.observability:4317") }], "shop");
                builder.AddContainer("search", "example.com/vendor/search", "4.2")
                    .WithEntrypoint("/opt/run").WithArgs("--fast")
                    .WithHttpEndpoint(targetPort: 9200, name: "http")
                    .WithHttpProbe(ProbeType.Liveness, "/alive", initialDelaySeconds: 7, periodSeconds: 11, timeoutSeconds: 3, failureThreshold: 4, endpointName: "http")
                    .WithOtlpExporter()
                    .WithSecret("LICENCE", "search", "licence", SecretForm.Variable)
                    .WithVolume("index", "/var/index").WithVolume("logs", "/var/logs").WithVolumeSize(512).WithVolumeSize(20480, "/var/index");
            },
            "generate");

        Assert.True(said.ExitCode == 0, said.Error);
        var production = checkout.Of("production", "search");
        foreach (var lines in (string[])
                 [
                     "command:\n        - /opt/run", "args:\n        - \"--fast\"",
                     "initialDelaySeconds: 7", "periodSeconds: 11", "timeoutSeconds: 3", "failureThreshold: 4",
                     "OTEL_EXPORTER_OTLP_ENDPOINT: \"http://collector.observability:4317\"", "OTEL_EXPORTER_OTLP_PROTOCOL: grpc",
                     "- name: LICENCE\n          valueFrom:\n            secretKeyRef:\n              key: licence\n              name: search",
                     "storage: 20Gi", "storage: 512Mi",
                 ])
            Assert.Contains(lines.Replace("\"", "", StringComparison.Ordinal), production.Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_image_probe_timeout_and_weight_in_an_environment_reach_its_overlay_and_the_model()
    {
        using var checkout = new Checkout();
        var patient = new Probe(ProbeKind.Readiness, new ProbeCheck.Http("/health", "http"), TimeSpan.FromSeconds(5), 30);

        void Declare(IDistributedApplicationBuilder builder)
        {
            builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop");
            var search = builder.AddContainer("search", "example.com/vendor/search", "4.2").WithHttpEndpoint(targetPort: 9200, name: "http").WithHttpHealthCheck("/health")
                .WithImageTag([("dev", "5.0-rc1"), ("production", "4.2")], "dev tries the next version")
                .WithProbe([("dev", patient), ("production", patient with { Failures = 3 })], "dev's disk is slow");
            var next = builder.AddContainer("next", "next").WithHttpEndpoint(targetPort: 9200, name: "http")
                .WithImage([("dev", "mirror.example.com/next:1"), ("production", "example.com/next:1")], "dev pulls from its mirror");
            builder.AddContainer("ingress", "ingress").WithHttpEndpoint(targetPort: 8080).WithRoutes(RouteTable.Of(Route.Prefix("/search").To(search)
                .AndTo(next, [("dev", 1), ("production", 0)], "dev tries it").WithTimeout([("dev", TimeSpan.FromMinutes(1)), ("production", TimeSpan.FromSeconds(5))], "dev is debugged")));
        }

        var said = await checkout.RunAsync(Declare, "generate");
        Assert.True(said.ExitCode == 0, said.Error);
        Assert.Contains("image: \"example.com/vendor/search:5.0-rc1\"", checkout.Read("manifests/overlays/dev/search/deployment.yaml"), StringComparison.Ordinal);
        Assert.Contains("image: \"example.com/next:1\"", checkout.Read("manifests/overlays/production/next/deployment.yaml"), StringComparison.Ordinal);
        Assert.Contains("failureThreshold: 30", checkout.Read("manifests/overlays/dev/search/deployment.yaml"), StringComparison.Ordinal);
        Assert.Contains("timeout: \"5s\"", checkout.Read("manifests/overlays/production/routes/virtualservice-routes-shop.example.com.yaml"), StringComparison.Ordinal);

        var parity = await checkout.RunAsync(Declare, "parity");
        Assert.True(parity.ExitCode == 0, parity.Output + parity.Error);
        foreach (var line in (string[])
                 [
                     "search: image: dev=example.com/vendor/search:5.0-rc1 production=example.com/vendor/search:4.2: dev tries the next version",
                     "search: readiness probe: dev=GET /health at http every 5s, 5s for an answer, 30 failures",
                     "routes: route search timeout: dev=1m production=5s: dev is debugged",
                     "routes: route search weight of next: dev=1 production=0: dev tries it",
                 ])
            Assert.Contains(line, parity.Output, StringComparison.Ordinal);

        var model = await checkout.RunAsync(Declare, "model", "--json");
        foreach (var reason in (string[])["dev tries the next version", "dev's disk is slow", "dev is debugged", "dev tries it"]) Assert.Contains(reason, model.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await checkout.RunAsync(Declare, "generate", "--check")).ExitCode);
    }

    [Fact]
    public async Task An_environment_named_twice_or_not_at_all_is_said_of_every_declaration_at_once()
    {
        using var checkout = new Checkout();
        var probe = new Probe(ProbeKind.Readiness, new ProbeCheck.Tcp("http"), TimeSpan.FromSeconds(5), 30);

        var said = await checkout.RunAsync(
            builder =>
            {
                builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop");
                builder.AddContainer("search", "example.com/vendor/search", "4.2").WithHttpEndpoint(targetPort: 9200, name: "http")
                    .WithImageTag([("dev", "5"), ("dev", "6"), ("production", "4")], "test")
                    .WithProbe([("dev", probe), ("production", probe), ("production", probe with { Failures = 2 })], "test")
                    .WithReplicas([("dev", 1), ("dev", 1), ("production", 2)], "test");
                builder.AddContainer("ingress", "ingress").WithHttpEndpoint(targetPort: 8080).WithRoutes(RouteTable.Of(Route.Prefix("/search").To("search")
                    .WithPresence([("dev", true), ("dev", false), ("production", true)], "test").WithTimeout([("dev", TimeSpan.Zero)], "")));
            },
            "generate");

        Assert.Equal((2, "DIFF-002 DIFF-003 DIFF-004 DIFF-005"), (said.ExitCode, string.Join(' ', said.Codes)));
        foreach (var call in (string[])["WithImage or WithImageTag", "WithProbe", "WithReplicas", "WithPresence"]) Assert.Contains($"in {call}.", said.Error, StringComparison.Ordinal);
        Assert.Equal(4, said.Error.Split("more than once").Length - 1);
    }

    [Fact]
    public async Task Connection_strings_come_from_the_Secret_that_an_environment_names()
    {
        using var checkout = new Checkout();

        var said = await checkout.RunAsync(
            builder =>
            {
                builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop");
                var postgres = builder.AddPostgresServer("postgres").WithPresence([("dev", true), ("production", false)], "the cloud's")
                    .WithSecretName([("dev", "postgres"), ("production", "cloud-db")], "the cloud's operator names it");
                builder.AddProject("orders", checkout.Project).WithHttpEndpoint().WithReference(postgres.AddDatabase("shop"));
            },
            "generate");

        Assert.True(said.ExitCode == 0, said.Error);
        Assert.Contains("name: cloud-db", checkout.Of("production", "orders"), StringComparison.Ordinal);
        Assert.Contains("name: postgres", checkout.Of("dev", "orders"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "--Parameters:size=large" }, "SETTING-003")]
    [InlineData(new string[0], "SETTING-003")]
    public async Task A_parameter_of_this_machine_is_in_no_manifest(string[] arguments, string code)
    {
        using var checkout = new Checkout();

        var said = await checkout.RunAsync(
            builder =>
            {
                builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop");
                builder.AddProject("orders", checkout.Project).WithHttpEndpoint().WithEnvironment("SIZE", builder.AddParameter("size"));
            },
            ["generate", .. arguments]);

        Assert.Equal((2, code), (said.ExitCode, said.Codes.Single()));
        Assert.Equal([], checkout.Files);
    }

    [Theory]
    [InlineData("{}", "SETTING-003")]
    [InlineData("""{"Cloud": {"Region": "of-the-repository"}}""", "")]
    public async Task A_parameter_with_a_key_of_its_own_is_of_the_repository_or_in_no_manifest(string committed, string codes)
    {
        using var checkout = new Checkout();
        await File.WriteAllTextAsync(Path.Combine(checkout.Root, "AppHost", "appsettings.json"), committed, TestContext.Current.CancellationToken);

        var said = await checkout.RunAsync(
            builder =>
            {
                builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop");
                builder.AddProject("orders", checkout.Project).WithHttpEndpoint().WithEnvironment("REGION", builder.AddParameterFromConfiguration("region", "Cloud:Region"));
            },
            "generate", "--Cloud:Region=of-this-machine");

        Assert.Equal(codes, string.Join(' ', said.Codes));
        Assert.Equal([], checkout.Files.Where(file => checkout.Read(file).Contains("of-this-machine", StringComparison.Ordinal)));
        Assert.Equal(codes.Length == 0, checkout.Of("dev", "orders").Contains("REGION: of-the-repository", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_parameter_that_the_model_or_the_repository_gives_is_the_same_on_every_machine()
    {
        using var checkout = new Checkout();
        await File.WriteAllTextAsync(Path.Combine(checkout.Root, "AppHost", "appsettings.json"), """{"Parameters": {"colour": "green"}}""", TestContext.Current.CancellationToken);

        var said = await checkout.RunAsync(
            builder =>
            {
                builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop");
                builder.AddProject("orders", checkout.Project).WithHttpEndpoint()
                    .WithEnvironment("SIZE", builder.AddParameter("size", "small"))
                    .WithEnvironment("SHAPE", builder.AddParameter("shape", "round", publishValueAsDefault: true))
                    .WithEnvironment("COLOUR", builder.AddParameter("colour"));
            },
            "generate", "--Parameters:shape=square", "--Parameters:colour=red");

        Assert.True(said.ExitCode == 0, said.Error);
        var orders = checkout.Of("dev", "orders");
        foreach (var setting in (string[])["SIZE: small", "SHAPE: round", "COLOUR: green"]) Assert.Contains(setting, orders, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_manifest_cannot_hold_is_refused()
    {
        using var checkout = new Checkout();

        var said = await checkout.RunAsync(
            builder =>
            {
                builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop");
                builder.AddContainer("search", "search").WithOtlpExporter(OtlpProtocol.HttpProtobuf).WithVolumeSize(10);
                builder.AddContainer("scaled", "scaled").WithReplicas([("dev", 1), ("production", 2)], "test").WithAutoscaling(Autoscaling.UpTo(4).Measuring(new AutoscalingMetric.Cpu(70)));
                builder.AddContainer("nowhere", "nowhere").WithPresence([("dev", false), ("production", false)], "test");
            },
            "generate");

        Assert.Equal(2, said.ExitCode);
        Assert.Equal(["AUTHOR-006", "AUTOSCALING-018", "DIFF-004", "TELEMETRY-001", "WORKLOAD-012"], said.Codes);
    }
}
