using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Polly.Timeout;

namespace Services.Defaults;

public sealed class ClientTests
{
    [Theory]
    [InlineData("GET", 3)]
    [InlineData("POST", 1)]
    [InlineData("PUT", 1)]
    [InlineData("DELETE", 1)]
    [InlineData("PATCH", 1)]
    public async Task Only_safe_methods_are_tried_again(string method, int requests)
    {
        var seen = 0;
        await using var failing = await Probe.Start(Probe.Builder(), app => app.Map("/", () =>
        {
            Interlocked.Increment(ref seen);
            return Results.StatusCode(503);
        }));
        await using var caller = await Caller(failing);
        using var request = new HttpRequestMessage(new HttpMethod(method), "http://failing/");

        using var response = await Client(caller).SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((503, requests), ((int)response.StatusCode, seen));
    }

    [Fact]
    public async Task A_call_that_hangs_ends_at_its_timeout()
    {
        // It does not look at the deadline that comes with the call, or it might answer just before.
        var over = new TaskCompletionSource();
        await using var hanging = await Probe.Start(Probe.Builder(), app => app.MapPost("/", () => over.Task));
        await using var caller = await Caller(hanging, ("HttpClient:AttemptTimeout", "300ms"));

        await Assert.ThrowsAsync<TimeoutRejectedException>(() => Client(caller).PostAsync("http://failing/", null, TestContext.Current.CancellationToken));
        over.SetResult();
    }

    [Fact]
    public async Task Connections_are_renewed_so_that_new_replicas_get_load()
    {
        var connections = new ConcurrentDictionary<string, int>();
        await using var server = await Probe.Start(Probe.Builder(), app => app.MapGet("/", (HttpContext context) => connections.AddOrUpdate(context.Connection.Id, 1, (_, count) => count + 1)));
        await using var caller = await Caller(server, ("HttpClient:ConnectionLifetime", "1s"));

        for (var n = 0; n < 30; n++)
        {
            await Client(caller).GetStringAsync("http://failing/", TestContext.Current.CancellationToken);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.InRange(connections.Count, 2, 10);
    }

    private static Task<Probe> Caller(Probe target, params (string, string)[] settings)
    {
        var builder = Probe.Builder([("services:failing:http:0", target.App.Urls.Single()), .. settings]);
        builder.Services.AddHttpClient("any");
        return Probe.Start(builder);
    }

    private static HttpClient Client(Probe caller) => caller.App.Services.GetRequiredService<IHttpClientFactory>().CreateClient("any");
}
