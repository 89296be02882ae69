using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Http.Resilience;
using ServiceDefaults;
using ServiceDefaults.Settings;
using ServiceDefaults.WarmUp;
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
        builder.AddErrorPages();
        var patience = builder.AddSettings(Patience.Read);
        builder.Services.AddHybridCache();
        // Over TLS too: a page holds no secret that a foreign text beside it could be measured against, and the shop sets no cookie.
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml"];
        });
        // A service that says when to come back is told to the visitor, not waited for while the visitor waits too.
        builder.Services.ConfigureAll<HttpStandardResilienceOptions>(client =>
        {
            var isWorthwhile = client.Retry.ShouldHandle;
            client.Retry.ShouldHandle = async attempt => attempt.Outcome.Result?.Headers.RetryAfter is null && await isWorthwhile(attempt);
        });
        builder.Services.AddHttpClient<CatalogClient>(http => (http.BaseAddress, http.Timeout) = (new Uri("http://catalog"), patience.Catalog));
        builder.Services.AddHttpClient<OrdersClient>(http => (http.BaseAddress, http.Timeout) = (new Uri("http://orders"), patience.Orders));
        builder.AddWarmUp(() => new(HttpMethod.Get, "/"), () => new(HttpMethod.Get, "/events/1"));

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.MapServiceDefaults();
        app.UseResponseCompression();
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
