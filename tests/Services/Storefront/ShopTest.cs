using Microsoft.AspNetCore.Builder;
using Storefront;

namespace Services.Storefront;

/// <summary>The shop on a real server between a visitor and two fake services; each test has its own.</summary>
public abstract class ShopTest : IAsyncLifetime
{
    private WebApplication? _shop;

    internal FakeCatalog Catalog { get; } = new();

    internal FakeOrders Orders { get; } = new();

    internal Visitor Visitor { get; private set; } = null!;

    protected string Address => _shop!.Urls.Single();

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Settings as <c>key=value</c>: here so patient that a machine with much else to do changes no result.</summary>
    protected virtual string[] Settings =>
        ["Catalog:Timeout=20s", "Catalog:GlanceTimeout=20s", "Orders:Timeout=20s", "HttpClient:AttemptTimeout=20s", "HttpClient:TotalTimeout=20s", "Http:RequestTimeout=60s", "Overload:Enabled=false"];

    public virtual async ValueTask InitializeAsync()
    {
        Catalog.Add(FakeCatalog.Concert());
        await Task.WhenAll(Catalog.StartAsync(), Orders.StartAsync());
        _shop = Shop.Create([
            "urls=http://127.0.0.1:0", "Logging:Console:LogLevel:Default=None",
            $"services:catalog:http:0={Catalog.Address}", $"services:orders:http:0={Orders.Address}", .. Settings]);
        await _shop.StartAsync(Cancellation);
        Visitor = new Visitor(Address);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Visitor?.Dispose();
        if (_shop is not null) await _shop.DisposeAsync();
        await Catalog.DisposeAsync();
        await Orders.DisposeAsync();
    }
}
