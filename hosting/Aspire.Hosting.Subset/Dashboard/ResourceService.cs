using Aspire.Hosting.Dashboard.Wire;
using Grpc.Core;

namespace Aspire.Hosting.Dashboard;

/// <summary>The service that the dashboard reads the resources from.</summary>
internal sealed class ResourceService(
    ResourceFeed feed,
    ResourceLoggerService logs,
    ResourceCommandService commands,
    IHostEnvironment environment,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime,
    ILogger<ResourceService> logger) : DashboardService.DashboardServiceBase
{
    private const string OldestDashboard = "13.5.0";
    private const string AppHostSuffix = "AppHost";

    public override Task<ApplicationInformationResponse> GetApplicationInformation(ApplicationInformationRequest request, ServerCallContext context) =>
        Task.FromResult(new ApplicationInformationResponse { ApplicationName = ApplicationName(), MinDashboardVersion = OldestDashboard });

    public override Task WatchResources(WatchResourcesRequest request, IServerStreamWriter<WatchResourcesUpdate> response, ServerCallContext context) =>
        StreamAsync(context, async cancellationToken =>
        {
            var (now, changes) = feed.Watch(cancellationToken);
            var initial = new InitialResourceData();
            initial.Resources.AddRange(now);
            await response.WriteAsync(new() { InitialData = initial }, cancellationToken);
            await foreach (var batch in changes)
            {
                var update = new WatchResourcesChanges();
                update.Value.AddRange(batch.Select(resource => new WatchResourcesChange { Upsert = resource }));
                await response.WriteAsync(new() { Changes = update }, cancellationToken);
            }
        });

    public override Task WatchResourceConsoleLogs(
        WatchResourceConsoleLogsRequest request, IServerStreamWriter<WatchResourceConsoleLogsUpdate> response, ServerCallContext context) =>
        StreamAsync(context, async cancellationToken =>
        {
            var lines = request.SuppressFollow ? logs.GetAllAsync(request.ResourceName) : logs.WatchAsync(request.ResourceName);
            await foreach (var batch in lines.WithCancellation(cancellationToken))
            {
                foreach (var update in ConsoleLogMessage.Of(batch)) await response.WriteAsync(update, cancellationToken);
            }
        });

    public override async Task<ResourceCommandResponse> ExecuteResourceCommand(ResourceCommandRequest request, ServerCallContext context)
    {
        if (feed.Latest(request.ResourceName) is not { } target)
            return CommandMessage.Answer(ResourceCommandResponseKind.Failed, $"There is no resource '{request.ResourceName}'.");

        var command = target.Snapshot.Commands.FirstOrDefault(command => command.Name == request.CommandName);
        var arguments = InputMessage.Read(request.Arguments, command?.Arguments ?? []);
        try
        {
            var result = arguments.Count == 0
                ? await commands.ExecuteCommandAsync(request.ResourceName, request.CommandName, context.CancellationToken)
                : await commands.ExecuteCommandAsync(request.ResourceName, request.CommandName, arguments, context.CancellationToken);
            return CommandMessage.Answer(result);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            return CommandMessage.Answer(ResourceCommandResponseKind.Cancelled, $"'{request.CommandName}' of {request.ResourceName} was cancelled.");
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "Command '{Command}' of {Resource} failed.", request.CommandName, request.ResourceName);
            return CommandMessage.Answer(ResourceCommandResponseKind.Failed, exception.Message);
        }
    }

    /// <summary>An AppHost here asks its user nothing, so the stream stays open and silent until the dashboard leaves.</summary>
    public override Task WatchInteractions(
        IAsyncStreamReader<WatchInteractionsRequestUpdate> requests, IServerStreamWriter<WatchInteractionsResponseUpdate> response, ServerCallContext context) =>
        StreamAsync(context, async cancellationToken =>
        {
            while (await requests.MoveNext(cancellationToken))
                logger.LogDebug("Answer to interaction {Id}, which was never asked.", requests.Current.InteractionId);
        });

    public override Task<UploadFileResponse> UploadFile(IAsyncStreamReader<UploadFileChunk> requests, ServerCallContext context) =>
        throw new RpcException(new(StatusCode.FailedPrecondition, "No interaction waits for a file."));

    /// <summary>"Shop" of "Shop.AppHost".</summary>
    private string ApplicationName()
    {
        var name = configuration["AppHost:DashboardApplicationName"] ?? environment.ApplicationName;
        if (!name.EndsWith(AppHostSuffix, StringComparison.OrdinalIgnoreCase) || name.Length == AppHostSuffix.Length) return name;
        return name[..^AppHostSuffix.Length].TrimEnd('.');
    }

    /// <summary>A stream ends, without an error, when the caller goes or the AppHost stops.</summary>
    private async Task StreamAsync(ServerCallContext context, Func<CancellationToken, Task> stream)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            await stream(ends.Token);
        }
        catch (Exception exception) when (ends.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            logger.LogDebug("{Method} ended.", context.Method);
        }
    }
}
