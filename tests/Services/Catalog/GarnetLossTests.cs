using System.Diagnostics;
using Services.Infrastructure;

namespace Services.Catalog;

/// <summary>Without Garnet the catalogue is slower, not away.</summary>
public sealed class GarnetLossTests(Servers servers)
{
    [Fact]
    public async Task Keeps_answering_and_stays_ready_while_Garnet_is_away_and_uses_it_again_after()
    {
        var shop = await servers.NewShop();
        await using var garnet = await GarnetServer.StartNew();
        await using var catalog = await ServiceProcess.StartReady("Catalog", shop.Setting, ("ConnectionStrings:cache", garnet.ConnectionString));
        await Eventually.Equal("Healthy", () => Garnet(catalog));

        await garnet.Stop();
        var slowest = TimeSpan.Zero;
        for (var id = 1; id <= 40; id++)
        {
            var watch = Stopwatch.StartNew();
            Assert.Equal(200, await catalog.Status($"/api/catalog/events/{id}"));
            if (watch.Elapsed > slowest) slowest = watch.Elapsed;
        }

        await Eventually.Equal("Degraded", () => Garnet(catalog));
        Assert.Equal(200, await catalog.Status("/ready"));
        Assert.True(slowest < TimeSpan.FromSeconds(5), $"The slowest answer without Garnet took {slowest}.");

        await garnet.Start();
        await Eventually.Equal("Healthy", () => Garnet(catalog));
        Assert.Equal(200, await catalog.Status("/api/catalog/events/1"));
    }

    [Fact]
    public async Task Starts_without_Garnet()
    {
        var shop = await servers.NewShop();
        await using var catalog = await ServiceProcess.StartReady("Catalog", shop.Setting, ("ConnectionStrings:cache", $"127.0.0.1:{Ports.Free()}"));

        Assert.Equal(200, await catalog.Status("/api/catalog/events/1"));
        Assert.Equal("Degraded", await Garnet(catalog));
    }

    private static async Task<string?> Garnet(ServiceProcess catalog)
    {
        using var response = await catalog.Http.GetAsync("/ready", TestContext.Current.CancellationToken);
        return (await OrderClient.Json(response)).GetProperty("checks").GetProperty("garnet").GetString();
    }
}
