using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Subset.Model;

public class TelemetryTests
{
    private const string Grpc = "--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://localhost:4317";
    private const string Http = "--ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL=http://localhost:4318";

    [Theory]
    [InlineData(new[] { Grpc, Http }, null, "http://localhost:4317 grpc")]
    [InlineData(new[] { "--DOTNET_DASHBOARD_OTLP_ENDPOINT_URL=http://localhost:4317" }, null, "http://localhost:4317 grpc")]
    [InlineData(new[] { Http }, null, "http://localhost:4318 http/protobuf")]
    [InlineData(new[] { Grpc, Http }, OtlpProtocol.HttpJson, "http://localhost:4318 http/json")]
    [InlineData(new string[0], null, "")]
    public async Task An_exporter_knows_where_to_as_soon_as_it_is_one(string[] settings, OtlpProtocol? protocol, string target)
    {
        var tool = Models.Run(settings).AddExecutable("tool", "tool", ".");
        var variables = await (protocol is { } wanted ? tool.WithOtlpExporter(wanted) : tool.WithOtlpExporter()).EnvironmentOfAsync();
        Assert.Equal(target, $"{variables.GetValueOrDefault("OTEL_EXPORTER_OTLP_ENDPOINT")} {variables.GetValueOrDefault("OTEL_EXPORTER_OTLP_PROTOCOL")}".Trim());
    }

    [Fact]
    public async Task Before_the_dashboard_is_there_its_usual_address_stands_for_it()
    {
        var variables = await DistributedApplication.CreateBuilder(new DistributedApplicationOptions { ProjectDirectory = Models.Directory }).AddExecutable("tool", "tool", ".").WithOtlpExporter().EnvironmentOfAsync();
        Assert.Equal(
            ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_RESOURCE_ATTRIBUTES", "OTEL_SERVICE_NAME", "OTEL_EXPORTER_OTLP_HEADERS"],
            variables.Keys.Take(5));
        Assert.Equal("http://localhost:18889", variables["OTEL_EXPORTER_OTLP_ENDPOINT"]);
    }

    [Theory]
    [InlineData("true", false)]
    [InlineData("1", false)]
    [InlineData("0", true)]
    [InlineData("", true)]
    public async Task A_dashboard_for_everybody_needs_no_key(string setting, bool hasKey)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = [$"--ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS={setting}"], ProjectDirectory = Models.Directory });
        Assert.Equal(hasKey, (await builder.AddProject<WorkerProject>("worker").EnvironmentOfAsync()).ContainsKey("OTEL_EXPORTER_OTLP_HEADERS"));
    }

    [Fact]
    public async Task A_protocol_that_nobody_speaks_is_refused()
    {
        var tool = Models.Run(Grpc).AddExecutable("tool", "tool", ".").WithOtlpExporter(OtlpProtocol.HttpProtobuf);
        Assert.StartsWith("'tool' exports telemetry over http/protobuf, but", (await Assert.ThrowsAsync<InvalidOperationException>(() => tool.EnvironmentOfAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_collector_gets_neither_the_key_nor_the_protocol_of_the_dashboard()
    {
        var builder = Models.Run(Grpc, "--AppHost:OtlpApiKey=k");
        var own = builder.AddProject<WorkerProject>("own").WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector.test:4317");
        var usual = builder.AddProject<WorkerProject>("usual");
        await using var app = builder.Build();
        foreach (var subscriber in app.Services.GetServices<IDistributedApplicationEventingSubscriber>().Where(subscriber => subscriber.GetType().Namespace == "Aspire.Hosting.Dashboard"))
            await subscriber.SubscribeAsync(builder.Eventing, builder.ExecutionContext, TestContext.Current.CancellationToken);
        await builder.Eventing.PublishAsync(new BeforeStartEvent(app.Services, new(builder.Resources)), TestContext.Current.CancellationToken);
        Assert.Equal(("http://collector.test:4317", null, null), Target(await own.EnvironmentOfAsync()));
        Assert.Equal(("http://localhost:4317", "grpc", "x-otlp-api-key=k"), Target(await usual.EnvironmentOfAsync()));

        (string?, string?, string?) Target(IReadOnlyDictionary<string, string> variables) =>
            (variables.GetValueOrDefault("OTEL_EXPORTER_OTLP_ENDPOINT"), variables.GetValueOrDefault("OTEL_EXPORTER_OTLP_PROTOCOL"), variables.GetValueOrDefault("OTEL_EXPORTER_OTLP_HEADERS"));
    }
}
