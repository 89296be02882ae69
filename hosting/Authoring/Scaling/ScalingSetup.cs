using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Parity.Authoring;

/// <summary>Adds the autoscaler to an application that runs on this machine, once.</summary>
internal static class ScalingSetup
{
    public const string Name = "scaling";

    public static void AddScaling(this IDistributedApplicationBuilder builder)
    {
        if (!builder.ExecutionContext.IsRunMode || builder.Resources.OfType<ScalingResource>().Any()) return;
        var settings = ScalingSettings.Read(builder.Configuration);
        if (!settings.Enabled) return;
        var scaling = builder.AddResource(new ScalingResource(Name))
            .ExcludeFromManifest()
            .WithOtlpExporter()
            .WithInitialState(new()
            {
                ResourceType = "Autoscaler",
                State = new(KnownResourceStates.Running, KnownResourceStateStyles.Success),
                CreationTimeStamp = DateTime.UtcNow,
                Properties = [new("maximum of this machine", settings.MaximumReplicas), new("sync period", settings.SyncPeriod.ToString())],
            });
        ScalingCommands.Add(scaling);

        var file = builder.AddReplicaFeed(Name, services => [.. services.GetRequiredService<ScaledWorkloads>().All.Select(workload => workload.Name)]);
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(provider => ScaledWorkloads.Of(provider.GetRequiredService<DistributedApplicationModel>(), settings, DeclaredEnvironments.Local(builder)));
        services.AddSingleton<ReplicaCommands>();
        services.AddSingleton<IngressLoad>();
        services.AddSingleton<ScalingMeasurement>();
        services.AddSingleton(scaling.Resource);
        services.AddSingleton<ScalingLog>();
        services.AddSingleton<SystemReadiness>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<LocalAutoscaler>();
        services.AddHostedService(provider => provider.GetRequiredService<LocalAutoscaler>());
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<ScalingStatus>(provider, builder.AppHostDirectory));
        // Whatever the author says about replicas has been said when subscribers are asked, and the orchestrator has not named the replicas yet.
        services.AddSingleton<IDistributedApplicationEventingSubscriber>(provider => ActivatorUtilities.CreateInstance<ScalingPreparation>(provider, file));
    }
}
