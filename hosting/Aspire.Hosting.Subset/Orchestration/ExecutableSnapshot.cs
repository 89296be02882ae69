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
            State = State(status, replica),
            ExitCode = ExecutableState.IsEnd(status.State) ? status.ExitCode : null,
            CreationTimeStamp = previous.CreationTimeStamp ?? DateTime.UtcNow,
            StartTimeStamp = status.StartupTimestamp?.ToUniversalTime(),
            StopTimeStamp = status.FinishTimestamp?.ToUniversalTime(),
            EnvironmentVariables = SettingsSnapshot.EnvironmentVariables(status.EffectiveEnv, replica.Settings),
            Properties = previous.Properties
                .Set(KnownProperties.Executable.Path, executable.Spec.ExecutablePath)
                .Set(KnownProperties.Executable.WorkDir, executable.Spec.WorkingDirectory)
                .Set(KnownProperties.Executable.Args, SettingsSnapshot.Arguments(arguments, replica.Settings), isSensitive: true)
                .Set(KnownProperties.Executable.Pid, status.Pid)
                .SetArguments(arguments, replica.Settings)
                .SetProject(replica.Resource),
        };
    }

    private static ResourceStateSnapshot State(ExecutableStatus status, Replica replica) => status.State switch
    {
        ExecutableState.Starting => new(KnownResourceStates.Starting, null),
        // DCP repeats the state when it accepts the request to stop.
        ExecutableState.Running when replica.IsStopRequested => new(KnownResourceStates.Stopping, null),
        ExecutableState.Running => new(KnownResourceStates.Running, null),
        ExecutableState.Stopping => new(KnownResourceStates.Stopping, null),
        ExecutableState.Finished => new(KnownResourceStates.Finished, status.ExitCode is 0 or null || replica.IsStopRequested ? null : KnownResourceStateStyles.Error),
        ExecutableState.FailedToStart => new(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
        // DCP ended it together with its object, or lost sight of it.
        _ => new(KnownResourceStates.Exited, null),
    };
}
