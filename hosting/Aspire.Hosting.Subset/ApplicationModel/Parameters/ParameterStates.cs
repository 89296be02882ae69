using Aspire.Hosting.Lifecycle;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Shows every parameter with its value, or with what is missing; a missing one can still be given by a command.</summary>
internal sealed class ParameterStates(ResourceNotificationService notifications, ResourceLoggerService loggers, DistributedApplicationOptions options, ILogger<DistributedApplication> logger) : IDistributedApplicationEventingSubscriber
{
    private const string ValueInput = "Value";

    public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        if (executionContext.IsRunMode)
        {
            eventing.Subscribe<BeforeStartEvent>(async (@event, _) =>
            {
                foreach (var parameter in @event.Model.Resources.OfType<ParameterResource>())
                {
                    await InitializeAsync(parameter).ConfigureAwait(false);
                }
            });
        }

        return Task.CompletedTask;
    }

    private async Task InitializeAsync(ParameterResource parameter)
    {
        parameter.Awaited = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            var value = parameter.ConfiguredValue;
            parameter.Awaited.SetResult(value);
            await ShowAsync(parameter, value, KnownResourceStates.Running).ConfigureAwait(false);
        }
        catch (MissingParameterValueException missing)
        {
            await MissAsync(parameter, missing).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            parameter.Awaited.SetException(failure);
            logger.LogError("The value of parameter '{ResourceName}' cannot be had: {Cause}", parameter.Name, failure.Message);
            loggers.GetLogger(parameter).LogError(failure, "The value of parameter '{ResourceName}' cannot be had: {Cause}", parameter.Name, failure.Message);
            await ShowAsync(parameter, failure.Message, new("Error initializing parameter", KnownResourceStateStyles.Error)).ConfigureAwait(false);
        }
    }

    private async Task MissAsync(ParameterResource parameter, MissingParameterValueException missing)
    {
        logger.LogWarning("The parameter '{ResourceName}' has no value. {Cause}", parameter.Name, missing.Message);
        if (options.DisableDashboard)
        {
            // Nobody can be asked for it.
            parameter.Awaited!.SetException(missing);
            _ = parameter.Awaited.Task.Exception;
            loggers.GetLogger(parameter).LogError("{Cause}", missing.Message);
        }
        else
        {
            loggers.GetLogger(parameter).LogWarning("{Cause} Waiting for the command '{Command}'.", missing.Message, KnownResourceCommands.SetParameterCommand);
            parameter.Annotations.Add(SetCommand(parameter));
        }

        await ShowAsync(parameter, missing.Message, new(KnownResourceStates.ValueMissing, KnownResourceStateStyles.Warn)).ConfigureAwait(false);
    }

    private ResourceCommandAnnotation SetCommand(ParameterResource parameter)
    {
        var input = parameter.TryGetLastAnnotation<InputGeneratorAnnotation>(out var generator) ? generator.InputGenerator(parameter) : null;
        return new(
            KnownResourceCommands.SetParameterCommand,
            "Set parameter",
            context => parameter.Awaited!.Task.IsCompleted && context.ResourceSnapshot.State?.Text == KnownResourceStates.Running ? ResourceCommandState.Hidden : ResourceCommandState.Enabled,
            context => SetAsync(parameter, context.Arguments.GetString(ValueInput)!),
            "Gives the parameter its value for this run.",
            [new InteractionInput
            {
                Name = ValueInput,
                Label = input?.Label ?? parameter.Name,
                Description = input?.Description ?? parameter.Description,
                EnableDescriptionMarkdown = input?.EnableDescriptionMarkdown ?? parameter.EnableDescriptionMarkdown,
                InputType = input?.InputType ?? (parameter.Secret ? InputType.SecretText : InputType.Text),
                Options = input?.Options,
                Placeholder = input?.Placeholder ?? $"Enter value for {parameter.Name}",
                Required = true,
            }],
            confirmationMessage: null,
            iconName: "Key",
            iconVariant: IconVariant.Regular,
            isHighlighted: true);
    }

    private async Task<ExecuteCommandResult> SetAsync(ParameterResource parameter, string value)
    {
        if (!parameter.Awaited!.TrySetResult(value))
        {
            return CommandResults.Failure($"The parameter '{parameter.Name}' has a value already.");
        }

        await ShowAsync(parameter, value, KnownResourceStates.Running).ConfigureAwait(false);
        return CommandResults.Success();
    }

    private Task ShowAsync(ParameterResource parameter, string value, ResourceStateSnapshot? state) =>
        notifications.PublishUpdateAsync(parameter, snapshot => snapshot with
        {
            State = state,
            Properties = snapshot.Properties.Without(KnownProperties.Parameter.Value).Add(new(KnownProperties.Parameter.Value, value)
            {
                // What is missing is no secret.
                IsSensitive = parameter.Secret && state?.Text == KnownResourceStates.Running,
                DisplayName = "Value",
                IsHighlighted = true,
                SortOrder = 0,
            }),
        });
}
