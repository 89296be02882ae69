using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using ServiceDefaults.Errors;
using ServiceDefaults.Health;
using ServiceDefaults.Http;
using ServiceDefaults.Overload;
using ServiceDefaults.Settings;
using ServiceDefaults.Shutdown;
using ServiceDefaults.Telemetry;

namespace ServiceDefaults;

/// <summary>What every service of the system does alike: one call on the builder, one on the app.</summary>
public static class Defaults
{
    /// <summary>
    /// Adds secrets from files, telemetry, health, problem details, limits, overload protection, service discovery, resilient HTTP
    /// clients and the orderly shutdown. Call it first: what follows may read secrets.
    /// </summary>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddSecretFiles();
        builder.AddQuietLogging();
        builder.AddTelemetry();
        builder.AddErrors();
        builder.AddServerLimits();
        builder.AddOverloadProtection();
        builder.AddClients();
        builder.AddHealth();
        builder.AddShutdown();
        return builder;
    }

    /// <summary>For programs that run once and end: secrets from files, quiet logging, telemetry. Call <see cref="SettingsRegistration.CheckSettings"/> after Build.</summary>
    public static void AddJobDefaults(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddSecretFiles();
        builder.AddQuietLogging();
        builder.AddTelemetry();
    }

    /// <summary>
    /// Puts overload protection, error handling and request timeouts before everything else and maps <c>/alive</c> and <c>/ready</c> in every
    /// environment. Call it first after Build; throws <see cref="Microsoft.Extensions.Options.OptionsValidationException"/>
    /// with every invalid setting at once.
    /// </summary>
    public static WebApplication MapServiceDefaults(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.CheckSettings();
        app.UseWorkloadName();
        app.UseDraining();
        app.UseOverloadProtection();
        app.UseErrors();
        app.UseBodyLimit();
        app.UseRequestTimeouts();
        app.MapHealth();
        return app;
    }
}
