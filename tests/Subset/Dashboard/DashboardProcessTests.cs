using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Playwright;

namespace Subset.Dashboard;

/// <summary>The real dashboard, started by tests/SmallAppHost.</summary>
public sealed class DashboardProcessTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_printed_address_opens_the_dashboard_and_nothing_else_does()
    {
        await using var run = await DashboardRun.StartAsync();
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });

        using var without = await client.GetAsync(run.Login.GetLeftPart(UriPartial.Authority) + "/", Cancelled);
        using var wrong = await client.GetAsync(run.Login.GetLeftPart(UriPartial.Path) + "?t=wrong", Cancelled);
        using var with = await client.GetAsync(run.Login, Cancelled);

        Assert.True(run.Login.IsLoopback);
        Assert.Equal(HttpStatusCode.Redirect, without.StatusCode);
        Assert.Contains("/login", without.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.False(wrong.Headers.Contains("Set-Cookie") && wrong.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal((HttpStatusCode.Redirect, "/"), (with.StatusCode, with.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task A_trace_sent_with_the_key_of_the_run_is_in_the_dashboard_and_one_without_is_refused()
    {
        await using var run = await DashboardRun.StartAsync();
        var dashboard = run.Resource("aspire-dashboard");
        using var client = new HttpClient { BaseAddress = new Uri(await dashboard.GetEndpoint("otlp-http").GetValueAsync(Cancelled) ?? "") };

        using var refused = await client.SendAsync(Trace(null), Cancelled);
        using var accepted = await client.SendAsync(Trace(run.Configuration("AppHost:OtlpApiKey")), Cancelled);
        using var telemetry = new HttpRequestMessage(HttpMethod.Get, run.Login.GetLeftPart(UriPartial.Authority) + "/api/telemetry/traces");
        telemetry.Headers.Add("x-api-key", run.Configuration("AppHost:DashboardApiKey"));
        using var traces = await client.SendAsync(telemetry, Cancelled);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (refused.StatusCode, accepted.StatusCode));
        Assert.Contains("0af7651916cd43dd8448eb211c80319c", await traces.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_replica_of_a_project_is_told_where_its_telemetry_goes_and_who_it_is()
    {
        await using var run = await DashboardRun.StartAsync();

        var replicas = run.Snapshots("web");
        var variables = replicas.Select(replica => replica.EnvironmentVariables.ToDictionary(variable => variable.Name, variable => variable.Value)).ToList();

        var endpoint = await run.Resource("aspire-dashboard").GetEndpoint("otlp-grpc").GetValueAsync(Cancelled);
        Assert.Equal(2, variables.Count);
        Assert.All(variables, replica => Assert.Equal((endpoint, "grpc", "web", $"x-otlp-api-key={run.Configuration("AppHost:OtlpApiKey")}"),
            (replica["OTEL_EXPORTER_OTLP_ENDPOINT"], replica["OTEL_EXPORTER_OTLP_PROTOCOL"], replica["OTEL_SERVICE_NAME"], replica["OTEL_EXPORTER_OTLP_HEADERS"])));
        Assert.Equal(2, variables.Select(replica => replica["OTEL_RESOURCE_ATTRIBUTES"]).Distinct().Count());
    }

    [Fact]
    public async Task The_dashboard_is_hidden_and_nobody_is_offered_to_stop_it()
    {
        await using var run = await DashboardRun.StartAsync();

        var dashboard = Assert.Single(run.Snapshots("aspire-dashboard"));

        Assert.True(dashboard.IsHidden);
        Assert.Equal([], dashboard.Commands.Where(command => command.State != ResourceCommandState.Hidden).Select(command => command.Name));
    }

    [Fact]
    public async Task A_browser_sees_the_resources()
    {
        var chromium = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
        Assert.SkipWhen(chromium is null, "No Chromium on this machine; on Debian: apt-get install chromium.");
        await using var run = await DashboardRun.StartAsync();

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox"] });
        var page = await browser.NewPageAsync();
        await page.GotoAsync(run.Login.ToString());

        foreach (var name in new[] { "web", "worker", "database" })
            await page.GetByText(name).First.WaitForAsync(new() { Timeout = 60_000 });
        Assert.Equal(0, await page.GetByText("aspire-dashboard").CountAsync());
        Assert.Equal(0, await page.GetByText("s3cret-value").CountAsync());
    }

    private static HttpRequestMessage Trace(string? key)
    {
        // https://opentelemetry.io/docs/specs/otlp/#otlphttp, JSON encoding
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/traces")
        {
            Content = JsonContent.Create(JsonDocument.Parse("""
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"web"}}]},"scopeSpans":[{"scope":{"name":"test"},"spans":[
                {"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","name":"order","kind":2,"startTimeUnixNano":"1767323045000000000","endTimeUnixNano":"1767323046000000000"}]}]}]}
                """)),
        };
        if (key is not null) request.Headers.Add("x-otlp-api-key", key);
        return request;
    }
}
