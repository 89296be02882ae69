using Aspire.Hosting.Dcp.Objects;

namespace Aspire.Hosting.Orchestration;

/// <summary>What the dashboard shows of a process.</summary>
internal static class ExecutableSnapshot
{
    public static CustomResourceSnapshot Of(Executable executable, Replica replica, CustomResourceSnapshot previous)
    {
        var status = executable.Status!;
        var arguments = status.EffectiveArgs ?? executable.Spec.Args ?? [];
        return previous with
        {
            State = State(status),
            ExitCode = ExecutableState.IsEnd(status.State) ? status.ExitCode : null,
            CreationTimeStamp = previous.CreationTimeStamp ?? DateTime.UtcNow,
            StartTimeStamp = status.StartupTimestamp?.ToUniversalTime(),
            StopTimeStamp = status.FinishTimestamp?.ToUniversalTime(),
            EnvironmentVariables = SettingsSnapshot.EnvironmentVariables(status.EffectiveEnv, replica.Settings),
            Properties = previous.Properties
                .Set(KnownProperties.Executable.Path, executable.Spec.ExecutablePath)
                .Set(KnownProperties.Executable.WorkDir, executable.Spec.WorkingDirectory)
                .Set(KnownProperties.Executable.Args, arguments.ToImmutableArray(), isSensitive: true)
                .Set(KnownProperties.Executable.Pid, status.Pid)
                .SetArguments(arguments, replica.Settings)
                .SetProject(replica.Resource),
        };
    }

    private static ResourceStateSnapshot State(ExecutableStatus status) => status.State switch
    {
        ExecutableState.Starting => new(KnownResourceStates.Starting, null),
        ExecutableState.Running => new(KnownResourceStates.Running, null),
        ExecutableState.Stopping => new(KnownResourceStates.Stopping, null),
        ExecutableState.Finished => new(KnownResourceStates.Finished, status.ExitCode is 0 or null ? null : KnownResourceStateStyles.Error),
        ExecutableState.FailedToStart => new(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
        // Ended by DCP, on a stop or a restart; or DCP lost sight of it.
        _ => new(KnownResourceStates.Exited, null),
    };
}
