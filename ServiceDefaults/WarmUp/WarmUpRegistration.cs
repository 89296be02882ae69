using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServiceDefaults.Health;
using ServiceDefaults.Settings;

namespace ServiceDefaults.WarmUp;

/// <summary>What a replica does before it takes its share of the load.</summary>
public static class WarmUpRegistration
{
    /// <summary>
    /// Lets the replica make these requests to itself, <c>WarmUp:Rounds</c> times, before <c>/ready</c> says yes: the first requests of all compile what serves
    /// them and open its connections, which under load is a queue. They must change nothing. An answer of 5xx ends them, and so do 10 s.
    /// </summary>
    /// <param name="builder">The service's.</param>
    /// <param name="requests">Each makes a new request with a path relative to the replica's address, such as <c>/api/events</c>.</param>
    public static void AddWarmUp(this IHostApplicationBuilder builder, params Func<HttpRequestMessage>[] requests)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.AddSettings(WarmUpSettings.Read).Rounds == 0) return;
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<WarmUpRun>(services, [requests]));
        builder.Services.AddHostedService(services => services.GetRequiredService<WarmUpRun>());
        builder.Services.AddSingleton<IReadinessGate, WarmUpGate>();
    }
}
