using Aspire.Hosting.Dcp.Objects;

namespace Aspire.Hosting.Orchestration;

/// <summary>What the dashboard shows of a container.</summary>
internal static class ContainerSnapshot
{
    public static CustomResourceSnapshot Of(Container container, Replica replica, CustomResourceSnapshot previous)
    {
        var (spec, status) = (container.Spec, container.Status!);
        var arguments = status.EffectiveArgs ?? spec.Args ?? [];
        return previous with
        {
            State = State(status),
            ExitCode = ContainerState.IsEnd(status.State) ? status.ExitCode : null,
            StartTimeStamp = status.StartupTimestamp?.ToUniversalTime(),
            StopTimeStamp = status.FinishTimestamp?.ToUniversalTime(),
            EnvironmentVariables = SettingsSnapshot.EnvironmentVariables(status.EffectiveEnv, replica.Settings),
            Volumes = [.. (spec.VolumeMounts ?? []).Select(v => new VolumeSnapshot(v.Source, v.Target, v.Type, v.ReadOnly))],
            Properties = previous.Properties
                .Set(KnownProperties.Container.Id, status.ContainerId)
                .Set(KnownProperties.Container.Image, spec.Image)
                .Set(KnownProperties.Container.Command, spec.Command)
                .Set(KnownProperties.Container.Args, arguments.ToImmutableArray(), isSensitive: true)
                .Set(KnownProperties.Container.Ports, (spec.Ports ?? []).Select(p => p.ContainerPort).ToImmutableArray())
                .Set(KnownProperties.Container.Lifetime, spec.Persistent == true ? "Persistent" : "Session")
                .SetArguments(arguments, replica.Settings),
        };
    }

    private static ResourceStateSnapshot State(ContainerStatus status) => status.State switch
    {
        ContainerState.Running => new(KnownResourceStates.Running, null),
        ContainerState.Stopping => new(KnownResourceStates.Stopping, null),
        ContainerState.Exited => new(KnownResourceStates.Exited, status.ExitCode is 0 or null ? null : KnownResourceStateStyles.Error),
        ContainerState.FailedToStart => new(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
        ContainerState.RuntimeUnhealthy => new(KnownResourceStates.RuntimeUnhealthy, KnownResourceStateStyles.Warn),
        ContainerState.Unknown => new(KnownResourceStates.Exited, null),
        _ => new(KnownResourceStates.Starting, null),
    };
}
