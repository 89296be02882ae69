using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Subset.Model;

public class HealthTests
{
    [Theory]
    [InlineData(200, null, HealthStatus.Healthy)]
    [InlineData(503, null, HealthStatus.Unhealthy)]
    [InlineData(204, 204, HealthStatus.Healthy)]
    [InlineData(200, 204, HealthStatus.Unhealthy)]
    public async Task An_endpoint_is_healthy_when_it_answers_with_the_expected_status(int answered, int? expected, HealthStatus status)
    {
        using var listener = new HttpListener();
        var port = 20_000 + Random.Shared.Next(20_000);
        listener.Prefixes.Add($"http://localhost:{port}/ready/");
        listener.Start();
        var serving = listener.GetContextAsync().ContinueWith(request =>
        {
            request.Result.Response.StatusCode = answered;
            request.Result.Response.Close();
        }, TaskScheduler.Default);
        var builder = Models.Run();
        builder.AddExecutable("site", "site", ".").WithHttpEndpoint().Allocated("http", port).WithHttpHealthCheck("/ready/", expected);
        var entry = await CheckAsync(builder);
        await serving;
        Assert.Equal(($"site_http_/ready/_{expected ?? 200}_check", status), entry);
    }

    [Fact]
    public async Task An_endpoint_that_nobody_serves_is_unhealthy()
    {
        var builder = Models.Run();
        builder.AddExecutable("site", "site", ".").WithHttpEndpoint().Allocated("http", 1).WithHttpHealthCheck();
        Assert.Equal(("site_http_/_200_check", HealthStatus.Unhealthy), await CheckAsync(builder));
    }

    [Fact]
    public async Task A_check_that_nobody_registered_stops_the_start()
    {
        var builder = Models.Run();
        builder.AddContainer("a", "a").WithHealthCheck("x");
        builder.AddContainer("b", "b").WithHealthCheck("y");
        await using var app = builder.Build();
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
        [
            "The health check 'x' is not registered and is required for resource 'a'. Register it with Services.AddHealthChecks().",
            "The health check 'y' is not registered and is required for resource 'b'. Register it with Services.AddHealthChecks().",
        ], refused.Failures);
    }

    [Fact]
    public void A_check_is_added_once() =>
        Assert.Equal("Resource 'a' already has a health check with key 'x'.", Assert.Throws<DistributedApplicationException>(() => Models.Run().AddContainer("a", "a").WithHealthCheck("x").WithHealthCheck("x")).Message);

    [Fact]
    public void A_check_calls_an_http_endpoint_only()
    {
        var site = Models.Run().AddContainer("site", "x").WithEndpoint(scheme: "tcp", name: "raw");
        Assert.Equal("Could not create HTTP health check for resource 'site' as the endpoint with name 'raw' and scheme 'tcp' is not an HTTP endpoint.", Assert.Throws<DistributedApplicationException>(() => site.WithHttpHealthCheck(endpointName: "raw")).Message);
    }

    [Fact]
    public void Probes_replace_each_other_by_their_type_and_check_health()
    {
        var site = Models.Run().AddContainer("site", "x").WithHttpEndpoint()
            .WithHttpProbe(ProbeType.Liveness, "/old").WithHttpProbe(ProbeType.Liveness, "/alive", periodSeconds: 7).WithHttpProbe(ProbeType.Readiness, "/ready");
        Assert.Equal(
            [(ProbeType.Liveness, "/alive", 7, 1), (ProbeType.Readiness, "/ready", 5, 1)],
            site.Resource.Annotations.OfType<EndpointProbeAnnotation>().Select(probe => (probe.Type, probe.Path, probe.PeriodSeconds, probe.TimeoutSeconds)));
        Assert.Contains("site_http_/ready_200_check", site.Resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key));
    }

    [Theory]
    [InlineData("not a url", "The URL for the external service must be an absolute URI.")]
    [InlineData("https://a.test/?q", "The URI cannot contain a query string.")]
    public void An_external_service_has_an_absolute_url(string url, string cause) =>
        Assert.StartsWith($"The external service URL '{url}' is invalid: {cause}", Assert.Throws<ArgumentException>(() => Models.Run().AddExternalService("a", url)).Message, StringComparison.Ordinal);

    private static async Task<(string Key, HealthStatus Status)> CheckAsync(IDistributedApplicationBuilder builder)
    {
        using var app = builder.Build();
        var report = await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        var entry = Assert.Single(report.Entries);
        return (entry.Key, entry.Value.Status);
    }
}
