using Microsoft.Extensions.Options;
using Storefront.Edge;
using Storefront.Events;
using Storefront.Look;
using Storefront.Orders;

namespace Storefront;

/// <summary>The whole site: what it calls, what every response passes through, and its pages.</summary>
internal static class Shop
{
    // The largest thing a visitor sends is the order form, a few hundred bytes.
    private const long RequestBodyLimit = 16 * 1024;

    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(Shop).Assembly.GetName().Name,
        });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBodyLimit;
        });
        builder.Services.AddOptions<Patience>().BindConfiguration(nameof(Patience)).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHybridCache();
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http => http.AddServiceDiscovery());
        builder.Services.AddHttpClient<CatalogClient>((services, http) =>
        {
            http.BaseAddress = new Uri("http://catalog");
            http.Timeout = services.GetRequiredService<IOptions<Patience>>().Value.Catalog;
        });
        builder.Services.AddHttpClient<OrdersClient>((services, http) =>
        {
            http.BaseAddress = new Uri("http://orders");
            http.Timeout = services.GetRequiredService<IOptions<Patience>>().Value.Orders;
        });

        var app = builder.Build();
        app.UseSecurityHeaders();
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
