using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using ServiceDefaults.Deadlines;
using ServiceDefaults.Discovery;
using ServiceDefaults.Overload;
using ServiceDefaults.Settings;

namespace ServiceDefaults.Http;

/// <summary>
/// Every HttpClient of the factory: names such as http://orders by service discovery, connections renewed so that new
/// replicas get load, timeouts per attempt and in total, the deadline passed on, jittered retries of safe methods only and within a
/// budget for each service, a circuit breaker.
/// </summary>
internal static class ClientRegistration
{
    public static void AddClients(this IHostApplicationBuilder builder)
    {
        var settings = builder.AddSettings(ClientSettings.Read);
        var protection = builder.Services.Select(service => service.ImplementationInstance).OfType<OverloadSettings>().Single();
        // The first provider that knows a name answers.
        ReplicaDiscovery.Add(builder);
        builder.Services.AddServiceDiscovery();
        builder.Services.AddSingleton<RetryBudgets>();
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
            client.AddStandardResilienceHandler().Configure((resilience, services) =>
            {
                Configure(resilience, settings);
                if (protection.Enabled) Bound(resilience.Retry, services.GetRequiredService<RetryBudgets>());
            });
            // Within the retries: each attempt says what is left then.
            if (protection.Enabled) client.AddHttpMessageHandler(() => new DeadlineHandler(settings.AttemptTimeout));
        });
    }

    private static void Bound(HttpRetryStrategyOptions retry, RetryBudgets budgets)
    {
        var (isWorthwhile, attempts) = (retry.ShouldHandle, retry.MaxRetryAttempts);
        retry.ShouldHandle = async attempt =>
        {
            var budget = budgets.For(attempt.Context.GetRequestMessage()?.RequestUri?.Authority ?? "");
            if (attempt.AttemptNumber == 0) budget.Count();
            // Asked after the last attempt too, when there is none to spend.
            return await isWorthwhile(attempt) && (attempt.AttemptNumber >= attempts || budget.TrySpend());
        };
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
