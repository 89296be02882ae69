using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ServiceDefaults.Deadlines;
using ServiceDefaults.Settings;

namespace ServiceDefaults.Overload;

internal static class OverloadRegistration
{
    public static void AddOverloadProtection(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        if (!builder.AddSettings(OverloadSettings.Read).Enabled) return;
        builder.Services.AddSingleton<AdmissionLimiter>();
        builder.Services.AddSingleton<OverloadMeters>();
    }

    /// <summary>Before errors and timeouts: what is refused has cost nothing yet.</summary>
    public static void UseOverloadProtection(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<OverloadSettings>().Enabled) return;
        _ = app.Services.GetRequiredService<OverloadMeters>();
        app.UseMiddleware<DeadlinePropagation>();
        app.UseMiddleware<OverloadProtection>();
    }
}
