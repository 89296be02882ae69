using ServiceDefaults;
using ServiceDefaults.Settings;
using Storefront.Edge;
using Storefront.Events;
using Storefront.Look;
using Storefront.Orders;

namespace Storefront;

/// <summary>The whole site: what it calls, what every response passes through, and its pages.</summary>
internal static class Shop
{
    public static WebApplication Create(params string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddServiceDefaults();
        var patience = builder.AddSettings(Patience.Read);
        builder.Services.AddHybridCache();
        builder.Services.AddHttpClient<CatalogClient>(http => (http.BaseAddress, http.Timeout) = (new Uri("http://catalog"), patience.Catalog));
        builder.Services.AddHttpClient<OrdersClient>(http => (http.BaseAddress, http.Timeout) = (new Uri("http://orders"), patience.Orders));

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.MapServiceDefaults();
        app.UseErrorPages();
        app.UseSameOriginPosts();
        Asset.Map(app);
        BrowseEndpoint.Map(app);
        EventEndpoint.Map(app);
        BuyEndpoint.Map(app);
        OrderEndpoint.Map(app);
        return app;
    }
}
