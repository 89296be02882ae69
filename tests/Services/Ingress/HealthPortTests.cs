using System.Net;

namespace Services.Routing;

public sealed class HealthPortTests
{
    [Fact]
    public async Task Health_has_its_own_port_and_takes_no_path_from_the_table()
    {
        await using var replica = await Replica.StartAsync();
        var port = FreePort();
        await using var ingress = await RunningIngress.StartAsync(
            RunningIngress.Shop(), $"--services:shop:http:0={replica.Address}", $"--Ingress:HealthPort={port}", $"--urls=http://127.0.0.1:0;http://127.0.0.1:{port}");

        Assert.Equal("ok", await ingress.Client.GetStringAsync("/ready", TestContext.Current.CancellationToken));
        using var health = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
        using var ready = await health.GetAsync("/ready", TestContext.Current.CancellationToken);
        using var other = await health.GetAsync("/", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (ready.StatusCode, ready.Content.Headers.ContentType?.MediaType));
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
