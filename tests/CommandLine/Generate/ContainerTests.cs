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
