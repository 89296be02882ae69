namespace Aspire.Hosting.Orchestration;

/// <summary>The commands start, stop and restart of everything that DCP runs, each for one replica.</summary>
internal static class LifecycleCommands
{
    public static void Add(IResource resource, Replicas replicas, ReplicaLifecycle lifecycle)
    {
        Add(resource, KnownResourceCommands.StartCommand, "Start", "Starts the resource", "Play", replicas, lifecycle.StartAsync, StartState);
        Add(resource, KnownResourceCommands.StopCommand, "Stop", "Stops the resource", "Stop", replicas, lifecycle.StopAsync, StopState);
        Add(resource, KnownResourceCommands.RestartCommand, "Restart", "Stops the resource and starts it again", "ArrowCounterclockwise", replicas, lifecycle.RestartAsync, RestartState);
    }

    private static void Add(
        IResource resource, string name, string displayName, string description, string icon,
        Replicas replicas, Func<Replica, CancellationToken, Task> execute, Func<string?, ResourceCommandState> state)
    {
        if (resource.Annotations.OfType<ResourceCommandAnnotation>().Any(a => a.Name == name))
            return;
        resource.Annotations.Add(new ResourceCommandAnnotation(
            name,
            displayName,
            context => state(context.ResourceSnapshot.State?.Text),
            async context =>
            {
                if (!replicas.TryGet(context.ResourceName, out var replica))
                    return CommandResults.Failure($"There is no replica '{context.ResourceName}' of '{resource.Name}'.");
                await execute(replica, context.CancellationToken).ConfigureAwait(false);
                return CommandResults.Success();
            },
            description,
            arguments: null,
            confirmationMessage: null,
            icon,
            IconVariant.Filled,
            isHighlighted: name != KnownResourceCommands.RestartCommand));
    }

    private static ResourceCommandState StartState(string? state) =>
        IsPassing(state) ? ResourceCommandState.Disabled
        : IsDown(state) || state == KnownResourceStates.Waiting ? ResourceCommandState.Enabled
        : ResourceCommandState.Hidden;

    private static ResourceCommandState StopState(string? state) =>
        state == KnownResourceStates.Stopping ? ResourceCommandState.Disabled
        : state == KnownResourceStates.Running || state == KnownResourceStates.RuntimeUnhealthy ? ResourceCommandState.Enabled
        : ResourceCommandState.Hidden;

    private static ResourceCommandState RestartState(string? state) =>
        state == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;

    private static bool IsPassing(string? state) =>
        string.IsNullOrEmpty(state) || state == KnownResourceStates.Starting || state == KnownResourceStates.Building || state == KnownResourceStates.Stopping;

    private static bool IsDown(string? state) =>
        KnownResourceStates.TerminalStates.Contains(state) || state == KnownResourceStates.NotStarted || state == "Unknown";
}
