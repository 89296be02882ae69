using Services.Infrastructure;

namespace Services.Catalog;

/// <summary>Catalog over a database of its own and the run's Garnet.</summary>
public sealed class RunningCatalog(Servers servers) : IAsyncLifetime
{
    internal ShopDatabase Shop { get; private set; } = null!;

    internal ServiceProcess Service { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Shop = await servers.NewShop();
        Service = await ServiceProcess.StartReady("Catalog", Shop.Setting, ("ConnectionStrings:cache", (await servers.Garnet).ConnectionString));
    }

    public async ValueTask DisposeAsync() => await Service.DisposeAsync();
}
