using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Subset.Dashboard;

public sealed class SecretMaskTests
{
    [Fact]
    public async Task A_secret_never_reaches_the_dashboard()
    {
        var otlpKey = "";
        await using var service = await RunningResourceService.StartAsync(builder =>
        {
            builder.AddResource(new ParameterResource("password", _ => "s3cret-value", secret: true));
            builder.AddResource(new ParameterResource("pin", _ => "7", secret: true));
            builder.AddResource(new ParameterResource("region", _ => "north", secret: false));
            builder.AddExecutable("worker", "sleep", ".");
            otlpKey = builder.Configuration["AppHost:OtlpApiKey"]!;
        });
        await service.Notifications.PublishUpdateAsync(service.Resource("worker"), _ => RunningResourceService.Snapshot() with
        {
            EnvironmentVariables =
            [
                new("PASSWORD", "s3cret-value", true), new("ConnectionStrings__db", "Host=db;Password=s3cret-value;Port=5437", true),
                new("PIN", "7", true), new("REGION", "north", true), new("OTEL_EXPORTER_OTLP_HEADERS", $"x-otlp-api-key={otlpKey}", true),
            ],
            Properties = [new("executable.args", new[] { "--password", "s3cret-value" })],
        });

        var resource = await service.WaitForAsync("worker", resource => resource.Environment.Count > 0);

        Assert.Equal(
            ["********", "Host=db;Password=********;Port=5437", "********", "north", "x-otlp-api-key=********"],
            resource.Environment.Select(variable => variable.Value));
        Assert.Equal(["--password", "********"], resource.Properties.Single(property => property.Name == "executable.args").Value.ListValue.Values.Select(value => value.StringValue));
    }
}
