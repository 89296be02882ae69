using System.Reflection;
using Aspire.Hosting.Health;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Runtime;

namespace Aspire.Hosting.Dcp;

/// <summary>What runs an application: DCP, the orchestrations on it, and health.</summary>
internal static class OrchestrationServices
{
    public static IServiceCollection AddOrchestration(this IServiceCollection services, IDistributedApplicationBuilder builder, DistributedApplicationOptions options)
    {
        var bundle = AspireBundle.Find(builder.Configuration, builder.AppHostAssembly);
        var dcp = new DcpHost(bundle);
        // A program that is itself an AppHost is about to run: DCP comes up while the model is still being written. A test that
        // builds models has no use for one.
        if (Assembly.GetEntryAssembly() is { } entry && entry == builder.AppHostAssembly && bundle.IsOfAppHost && bundle.DcpPath is not null)
            _ = dcp.ConnectAsync();
        services.AddSingleton(bundle);
        services.AddSingleton(_ => dcp);
        services.AddSingleton<HealthChecks>();
        services.AddHostedService<HealthOrchestration>();
        services.AddHostedService<ApplicationOrchestration>();
        return services;
    }
}
