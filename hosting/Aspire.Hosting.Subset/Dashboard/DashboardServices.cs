using Aspire.Hosting.Lifecycle;

namespace Aspire.Hosting.Dashboard;

/// <summary>The dashboard of a run: its process, and the service that it reads the resources from.</summary>
internal static class DashboardServices
{
    private const string Without = "--no-dashboard";

    public static IServiceCollection AddDashboard(this IServiceCollection services, IDistributedApplicationBuilder builder, DistributedApplicationOptions options)
    {
        if (options.Args?.Contains(Without) == true) options.DisableDashboard = true;
        if (options.DisableDashboard) return services;

        DashboardKeys.Add(builder.Configuration);
        services.AddSingleton(_ => DashboardSettings.Read(builder.Configuration, options));
        services.AddSingleton<SecretMask>();
        services.AddSingleton<ResourceFeed>();
        services.AddSingleton<ResourceServiceHost>();
        services.AddHostedService(provider => provider.GetRequiredService<ResourceServiceHost>());
        services.AddSingleton<DashboardEnvironment>();
        services.AddSingleton<DashboardLogin>();
        services.AddSingleton<DashboardLog>();
        services.AddEventingSubscriber<DashboardSubscriber>();
        return services;
    }
}
