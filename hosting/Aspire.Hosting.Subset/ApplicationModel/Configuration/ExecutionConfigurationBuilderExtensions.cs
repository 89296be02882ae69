namespace Aspire.Hosting.ApplicationModel;

public static class ExecutionConfigurationBuilderExtensions
{
    public static IExecutionConfigurationBuilder WithArgumentsConfig(this IExecutionConfigurationBuilder builder) =>
        builder.AddExecutionConfigurationGatherer(new Arguments());

    public static IExecutionConfigurationBuilder WithEnvironmentVariablesConfig(this IExecutionConfigurationBuilder builder) =>
        builder.AddExecutionConfigurationGatherer(new Variables());

    private sealed class Arguments : IExecutionConfigurationGatherer
    {
        public async ValueTask GatherAsync(IExecutionConfigurationGathererContext context, IResource resource, ILogger resourceLogger, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken = default) =>
            context.Arguments.AddRange(await GatheredConfiguration.ArgumentsAsync(resource, executionContext, resourceLogger, cancellationToken).ConfigureAwait(false));
    }

    private sealed class Variables : IExecutionConfigurationGatherer
    {
        public async ValueTask GatherAsync(IExecutionConfigurationGathererContext context, IResource resource, ILogger resourceLogger, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken = default)
        {
            foreach (var (name, value) in await GatheredConfiguration.VariablesAsync(resource, executionContext, resourceLogger, cancellationToken).ConfigureAwait(false))
            {
                context.EnvironmentVariables[name] = value;
            }
        }
    }
}
