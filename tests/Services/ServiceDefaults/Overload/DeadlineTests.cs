using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Deadlines;
using Services.Infrastructure;

namespace Services.Defaults.Overload;

public sealed class DeadlineTests
{
    [Theory]
    [InlineData("700", 1, 700)]
    [InlineData(null, 2_000, 3_000)]
    [InlineData("600000", 2_000, 3_000)]
    [InlineData("soon", 2_000, 3_000)]
    public async Task A_called_service_learns_what_is_left_of_the_callers_time_or_of_an_attempt(string? given, int least, int most)
    {
        var told = new ConcurrentQueue<string?>();
        await using var called = await Probe.Start(Probe.Builder(), app => app.MapGet("/", (HttpContext context) => told.Enqueue(context.Request.Headers[Deadline.Header])));
        await using var calling = await Calling(called);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        if (given is not null) request.Headers.Add(Deadline.Header, given);

        using var response = await calling.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.InRange(int.Parse(Assert.Single(told)!, CultureInfo.InvariantCulture), least, most);
    }

    [Fact]
    public async Task Work_ends_when_nobody_waits_for_it_any_more()
    {
        var ended = new TaskCompletionSource();
        await using var probe = await Probe.Start(Probe.Builder(), app => app.MapGet("/", async (HttpContext context) =>
        {
            try
            {
                await Task.Delay(TimeSpan.FromMinutes(5), context.RequestAborted);
            }
            finally
            {
                ended.SetResult();
            }
        }));

        using var response = await Send(probe, 200);

        await ended.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.GatewayTimeout, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task A_request_without_time_is_not_begun()
    {
        var begun = false;
        await using var probe = await Probe.Start(Probe.Builder(), app => app.MapGet("/", () => begun = true));

        using var response = await Send(probe, 0);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json", false), (response.StatusCode, response.Content.Headers.ContentType?.MediaType, begun));
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal(503, (await OrderClient.Json(response)).GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task A_dependency_that_fails_completely_gets_at_most_a_fifth_more()
    {
        var seen = 0;
        await using var failing = await Probe.Start(Probe.Builder(), app => app.MapGet("/", () =>
        {
            Interlocked.Increment(ref seen);
            return Results.StatusCode(503);
        }));
        // Without the breaker, which would hide what the budget does.
        var builder = Probe.Builder(("services:called:http:0", failing.App.Urls.Single()));
        builder.Services.AddHttpClient("any");
        builder.Services.ConfigureAll<Microsoft.Extensions.Http.Resilience.HttpStandardResilienceOptions>(client => client.CircuitBreaker.MinimumThroughput = int.MaxValue);
        await using var caller = await Probe.Start(builder);
        var http = caller.App.Services.GetRequiredService<IHttpClientFactory>().CreateClient("any");

        await Parallel.ForAsync(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, token) => (await http.GetAsync("http://called/", token)).Dispose());

        Assert.InRange(seen, 200, 240);
    }

    private static async Task<HttpResponseMessage> Send(Probe probe, int milliseconds)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add(Deadline.Header, milliseconds.ToString(CultureInfo.InvariantCulture));
        return await probe.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<Probe> Calling(Probe called)
    {
        var builder = Probe.Builder(("services:called:http:0", called.App.Urls.Single()));
        builder.Services.AddHttpClient("any");
        return Probe.Start(builder, app => app.MapGet("/", async (IHttpClientFactory clients, HttpContext context) =>
            await clients.CreateClient("any").GetStringAsync("http://called/", context.RequestAborted)));
    }
}
