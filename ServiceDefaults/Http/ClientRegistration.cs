using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;
using ServiceDefaults.Settings;

namespace ServiceDefaults.Http;

/// <summary>
/// Every HttpClient of the factory: names such as http://orders by service discovery, connections renewed so that new
/// replicas get load, timeouts per attempt and in total, jittered retries of safe methods only, a circuit breaker.
/// </summary>
internal static class ClientRegistration
{
    public static void AddClients(this IHostApplicationBuilder builder)
    {
        var settings = builder.AddSettings(ClientSettings.Read);
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(client =>
        {
            client.UseSocketsHttpHandler((handler, _) =>
            {
                handler.PooledConnectionLifetime = settings.ConnectionLifetime;
                handler.ConnectTimeout = settings.ConnectTimeout;
                handler.UseCookies = false;
            });
            // The pool renews connections itself; the factory need not rebuild handlers on top.
            client.SetHandlerLifetime(Timeout.InfiniteTimeSpan);
            client.AddServiceDiscovery();
            client.AddStandardResilienceHandler(resilience => Configure(resilience, settings));
        });
    }

    private static void Configure(HttpStandardResilienceOptions resilience, ClientSettings settings)
    {
        resilience.AttemptTimeout.Timeout = settings.AttemptTimeout;
        resilience.TotalRequestTimeout.Timeout = settings.TotalTimeout;
        resilience.Retry.MaxRetryAttempts = 2;
        resilience.Retry.Delay = TimeSpan.FromMilliseconds(100);
        resilience.Retry.UseJitter = true;
        resilience.Retry.DisableForUnsafeHttpMethods();
        // The library's rule: the window of the breaker is at least twice the attempt's timeout.
        resilience.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(Math.Max(10, 2 * settings.AttemptTimeout.TotalSeconds));
        resilience.CircuitBreaker.MinimumThroughput = 20;
        resilience.CircuitBreaker.FailureRatio = 0.5;
        resilience.CircuitBreaker.BreakDuration = TimeSpan.FromSeconds(1);
    }
}
