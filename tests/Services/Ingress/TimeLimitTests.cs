using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Services.Routing;

public sealed class TimeLimitTests
{
    [Fact]
    public async Task Ends_a_slow_request_with_504_and_tells_the_backend()
    {
        var cancelled = new TaskCompletionSource();
        await using var replica = await Replica.StartAsync(async context =>
        {
            using var registration = context.RequestAborted.Register(cancelled.SetResult);
            await Task.Delay(TimeSpan.FromSeconds(20), context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        await using var ingress = await RunningIngress.ForShopAsync(""", "timeout": "300ms" """, replica.Address);
        var watch = Stopwatch.StartNew();

        using var answer = await ingress.Client.GetAsync("/", TestContext.Current.CancellationToken);

        Assert.InRange(watch.ElapsedMilliseconds, 250, 2000);
        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Covers_the_response_body_too()
    {
        await using var replica = await Replica.StartAsync(async context =>
        {
            await context.Response.WriteAsync("begin");
            await context.Response.Body.FlushAsync();
            await Task.Delay(TimeSpan.FromSeconds(20), context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        await using var ingress = await RunningIngress.ForShopAsync(""", "timeout": "300ms" """, replica.Address);
        var watch = Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => ingress.Client.GetStringAsync("/", TestContext.Current.CancellationToken));

        // The replica would take 20 s; machines are busy.
        Assert.InRange(watch.ElapsedMilliseconds, 250, 15_000);
    }

    [Fact]
    public async Task Leaves_a_websocket_alone()
    {
        await using var replica = await Replica.StartAsync(async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[64];
            var got = await socket.ReceiveAsync(buffer, context.RequestAborted);
            await socket.SendAsync(buffer.AsMemory(0, got.Count), WebSocketMessageType.Text, true, context.RequestAborted);
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
        });
        await using var ingress = await RunningIngress.ForShopAsync(""", "timeout": "300ms" """, replica.Address);
        using var client = new ClientWebSocket();
        await client.ConnectAsync(new UriBuilder(ingress.Client.BaseAddress!) { Scheme = "ws" }.Uri, TestContext.Current.CancellationToken);

        await Task.Delay(600, TestContext.Current.CancellationToken);
        await client.SendAsync(Encoding.UTF8.GetBytes("hello"), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        var buffer = new byte[64];
        var got = await client.ReceiveAsync(buffer, TestContext.Current.CancellationToken);

        Assert.Equal("hello", Encoding.UTF8.GetString(buffer, 0, got.Count));
    }
}
