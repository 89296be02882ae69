namespace Aspire.Hosting.ApplicationModel;

/// <summary>Runs the commands of resources, as the dashboard's buttons do.</summary>
public class ResourceCommandService
{
    private readonly ResourceNotificationService _notifications;
    private readonly ResourceLoggerService _loggers;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(ResourceNotificationService notifications, ResourceLoggerService loggers, IServiceProvider services)
    {
        _notifications = notifications;
        _loggers = loggers;
        _services = services;
    }

    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default) =>
        ExecuteCommandAsync(resourceId, commandName, new InteractionInputCollection([]), cancellationToken);

    public async Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, InteractionInputCollection arguments, CancellationToken cancellationToken = default) =>
        _notifications.TryGetCurrentState(resourceId, out var current)
            ? await ExecuteAsync(current.ResourceId, current.Resource, commandName, arguments, cancellationToken).ConfigureAwait(false)
            : CommandResults.Failure($"Resource '{resourceId}' not found.");

    public Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default) =>
        ExecuteCommandAsync(resource, commandName, new InteractionInputCollection([]), cancellationToken);

    public async Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, InteractionInputCollection arguments, CancellationToken cancellationToken = default)
    {
        var ids = resource.InstanceNames().ToList();
        var results = await Task.WhenAll(ids.Select(id => ExecuteAsync(id, resource, commandName, arguments, cancellationToken))).ConfigureAwait(false);
        if (results is [var only])
        {
            return only;
        }

        var failures = ids.Zip(results).Where(pair => pair.Second is { Success: false, Canceled: false }).ToList();
        if (failures.Count > 0)
        {
            var lines = failures.Select(pair => $"Resource '{pair.First}' failed with error message: {pair.Second.Message}");
            return CommandResults.Failure($"{failures.Count} command executions failed.{Environment.NewLine}{string.Join(Environment.NewLine, lines)}");
        }

        return results.Any(result => result.Canceled)
            ? CommandResults.Canceled()
            : new ExecuteCommandResult { Success = true, Data = results.FirstOrDefault(result => result.Data is not null)?.Data };
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(string resourceId, IResource resource, string commandName, InteractionInputCollection given, CancellationToken cancellationToken)
    {
        var logger = _loggers.GetLogger(resourceId);
        var command = resource.Annotations.OfType<ResourceCommandAnnotation>().LastOrDefault(candidate => candidate.Name == commandName)
            ?? resource.Annotations.OfType<ResourceCommandAnnotation>().LastOrDefault(candidate => candidate.Name == KnownResourceCommands.Current(commandName));
        if (command is null)
        {
            return CommandResults.Failure($"Command '{commandName}' not available for resource '{(resource.InstanceNames().Skip(1).Any() ? resourceId : resource.Name)}'.");
        }

        var (arguments, problem) = await CommandArguments.BindAsync(command, given, _services, cancellationToken).ConfigureAwait(false);
        if (problem is not null)
        {
            logger.LogError("Command '{CommandName}' was refused: {Problem}", command.Name, problem);
            return new ExecuteCommandResult { Success = false, Message = problem, InvalidArguments = arguments };
        }

        try
        {
            logger.LogInformation("Executing command '{CommandName}'.", command.Name);
            var context = new ExecuteCommandContext
            {
                ResourceName = resourceId,
                Services = _services,
                Logger = logger,
                Arguments = arguments,
                CancellationToken = cancellationToken,
            };
            var result = await command.ExecuteCommand(context).ConfigureAwait(false);
            var (level, outcome) = result switch
            {
                { Success: true } => (LogLevel.Information, "Successfully executed"),
                { Canceled: true } => (LogLevel.Information, "Canceled"),
                _ => (LogLevel.Error, "Failure in"),
            };
            logger.Log(level, "{Outcome} command '{CommandName}'. {Message}", outcome, command.Name, result.Message);
            return result;
        }
        catch (OperationCanceledException)
        {
            return CommandResults.Canceled();
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "Error executing command '{CommandName}'.", command.Name);
            return CommandResults.Failure("Unhandled exception thrown while executing command.");
        }
    }
}
