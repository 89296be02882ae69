namespace Aspire.Hosting.ApplicationModel;

/// <summary>Environment and arguments of a resource for tools and tests: nothing is thrown, what failed is in the result.</summary>
public sealed class ExecutionConfigurationBuilder : IExecutionConfigurationBuilder
{
    private readonly IResource _resource;
    private readonly List<IExecutionConfigurationGatherer> _gatherers = [];

    private ExecutionConfigurationBuilder(IResource resource) => _resource = resource;

    public static IExecutionConfigurationBuilder Create(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new ExecutionConfigurationBuilder(resource);
    }

    public IExecutionConfigurationBuilder AddExecutionConfigurationGatherer(IExecutionConfigurationGatherer gatherer)
    {
        ArgumentNullException.ThrowIfNull(gatherer);
        _gatherers.Add(gatherer);
        return this;
    }

    public async Task<IExecutionConfigurationResult> BuildAsync(DistributedApplicationExecutionContext executionContext, ILogger? resourceLogger = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(executionContext);
        var logger = resourceLogger ?? executionContext.Services.GetRequiredService<ResourceLoggerService>().GetLogger(_resource);
        var gathered = new Gathered();
        foreach (var gatherer in _gatherers)
        {
            await gatherer.GatherAsync(gathered, _resource, logger, executionContext, cancellationToken).ConfigureAwait(false);
        }

        return await gathered.ResolveAsync(_resource, new ValueResolver(_resource, executionContext, logger), cancellationToken).ConfigureAwait(false);
    }

    private sealed class Gathered : IExecutionConfigurationGathererContext
    {
        private readonly List<IExecutionConfigurationData> _data = [];
        private readonly List<Exception> _failures = [];

        public List<object> Arguments { get; } = [];

        public Dictionary<string, object> EnvironmentVariables { get; } = [];

        public void AddAdditionalData(IExecutionConfigurationData metadata) => _data.Add(metadata);

        public async Task<IExecutionConfigurationResult> ResolveAsync(IResource resource, ValueResolver resolver, CancellationToken cancellationToken)
        {
            var arguments = new List<(object, string, bool)>();
            foreach (var value in Arguments)
            {
                if (await TryAsync(resolver, value, $"an argument of '{resource.Name}'", cancellationToken).ConfigureAwait(false) is { Text: { } text } resolved)
                {
                    arguments.Add((value, text, resolved.IsSecret));
                }
            }

            var variables = new List<KeyValuePair<string, (object, string)>>();
            foreach (var (name, value) in EnvironmentVariables)
            {
                if (await TryAsync(resolver, value, $"environment variable '{name}' of '{resource.Name}'", cancellationToken).ConfigureAwait(false) is { Text: { } text })
                {
                    variables.Add(new(name, (value, text)));
                }
            }

            return new ExecutionConfigurationResult(arguments, variables, _data, _failures.Count == 0 ? null : new AggregateException(_failures));
        }

        private async Task<(string? Text, bool IsSecret)> TryAsync(ValueResolver resolver, object value, string subject, CancellationToken cancellationToken)
        {
            try
            {
                return await resolver.ResolveAsync(value, subject, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                _failures.Add(failure);
                return default;
            }
        }
    }
}
