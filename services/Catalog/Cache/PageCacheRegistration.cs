using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using ServiceDefaults.Settings;

namespace Catalog.Cache;

internal static class PageCacheRegistration
{
    private const string Rule = "a StackExchange.Redis connection string such as localhost:6379";

    public static void AddPageCache(this WebApplicationBuilder builder, string name)
    {
        var settings = builder.AddSettings(PageCacheSettings.Read);
        var text = builder.Settings().ConnectionString(name, Rule, Garnet.IsValid);
        // Failing reads of the second level are expected while Garnet is away; Garnet itself logs that once.
        builder.Logging.AddFilter("Microsoft.Extensions.Caching.Hybrid", LogLevel.None);
        builder.Services.AddSingleton(services => new Garnet(text, settings.Timeout, services.GetRequiredService<ILogger<Garnet>>()));
        builder.Services.AddStackExchangeRedisCache(_ => { });
        builder.Services.AddSingleton<IConfigureOptions<RedisCacheOptions>, GarnetOptions>();
        builder.Services.AddHybridCache(cache => cache.MaximumKeyLength = 512).AddSerializer<CachedPage, CachedPageSerializer>();
        builder.Services.AddSingleton<PageCache>();
        builder.Services.AddHealthChecks().AddCheck<GarnetCheck>("garnet", HealthStatus.Degraded);
    }

    private sealed class GarnetOptions(Garnet garnet) : IConfigureOptions<RedisCacheOptions>
    {
        public void Configure(RedisCacheOptions options)
        {
            options.InstanceName = "catalog/";
            options.ConnectionMultiplexerFactory = async () => await garnet.Connection;
        }
    }

    /// <summary>Degraded, not unhealthy: without Garnet the catalogue is slower, not away.</summary>
    private sealed class GarnetCheck(Garnet garnet) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(garnet.IsConnected ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("not connected"));
    }
}
