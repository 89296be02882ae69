namespace Aspire.Hosting.Orchestration;

/// <summary>Shows each parameter with its value, or what would give it one.</summary>
internal sealed class ParameterOrchestration(ResourceNotificationService notifications, ResourceLoggerService loggers, ILogger logger)
{
    public Task PublishAsync(IEnumerable<ParameterResource> parameters) => Task.WhenAll(parameters.Select(PublishAsync));

    private async Task PublishAsync(ParameterResource parameter)
    {
        try
        {
            var value = parameter.ConfiguredValue;
            await notifications.PublishUpdateAsync(parameter, snapshot => snapshot with
            {
                State = new(KnownResourceStates.Running, KnownResourceStateStyles.Success),
                Properties = snapshot.Properties.Set(KnownProperties.Parameter.Value, value, parameter.Secret),
            }).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var isMissing = exception is MissingParameterValueException;
            loggers.GetLogger(parameter).LogError("{Message}", exception.Message);
            logger.LogError("Parameter '{Parameter}' has no value: {Message}", parameter.Name, exception.Message);
            await notifications.PublishUpdateAsync(parameter, snapshot => snapshot with
            {
                State = new(isMissing ? KnownResourceStates.ValueMissing : KnownResourceStates.FailedToStart, isMissing ? KnownResourceStateStyles.Warn : KnownResourceStateStyles.Error),
                Properties = snapshot.Properties.Set(KnownProperties.Parameter.Value, exception.Message),
            }).ConfigureAwait(false);
        }
    }
}
