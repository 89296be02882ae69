using Services.Infrastructure;

namespace Services.Orders;

/// <summary>Orders over a database of its own, shared by the tests of a class; each test uses an event of its own.</summary>
public sealed class RunningOrders(Servers servers) : IAsyncLifetime
{
    internal ShopDatabase Shop { get; private set; } = null!;

    internal ServiceProcess Service { get; private set; } = null!;

    internal OrderClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Shop = await servers.NewShop();
        // These tests are about answers, not about time: a rush of 60 on a busy machine may wait.
        Service = await ServiceProcess.StartReady("Orders", ("ConnectionStrings:shop", $"{Shop.ConnectionString};Timeout=60;Command Timeout=60"), ("Http:RequestTimeout", "1m"), ("Overload:Enabled", "false"));
        Client = new OrderClient(Service.Http);
    }

    public async ValueTask DisposeAsync() => await Service.DisposeAsync();
}
