namespace Aspire.Hosting.ApplicationModel;

/// <summary>What the callbacks of a resource say, in the order in which they were added; values are not resolved yet.</summary>
internal sealed record GatheredConfiguration(Dictionary<string, object> EnvironmentVariables, List<object> Arguments)
{
    public static async Task<GatheredConfiguration> GatherAsync(IResource resource, DistributedApplicationExecutionContext context, ILogger logger, CancellationToken cancellationToken) =>
        new(
            await VariablesAsync(resource, context, logger, cancellationToken).ConfigureAwait(false),
            await ArgumentsAsync(resource, context, logger, cancellationToken).ConfigureAwait(false));

    public static async Task<Dictionary<string, object>> VariablesAsync(IResource resource, DistributedApplicationExecutionContext context, ILogger logger, CancellationToken cancellationToken)
    {
        var callback = new EnvironmentCallbackContext(context, resource, [], cancellationToken) { Logger = logger };
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(callback).ConfigureAwait(false);
        }

        return callback.EnvironmentVariables;
    }

    public static async Task<List<object>> ArgumentsAsync(IResource resource, DistributedApplicationExecutionContext context, ILogger logger, CancellationToken cancellationToken)
    {
        var arguments = new List<object>();
        var callback = new CommandLineArgsCallbackContext(arguments, resource, cancellationToken) { Logger = logger, ExecutionContext = context };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(callback).ConfigureAwait(false);
        }

        return arguments;
    }
}
