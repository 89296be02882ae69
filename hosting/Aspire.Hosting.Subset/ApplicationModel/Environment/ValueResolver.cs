using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

internal sealed class ValueResolver(IResource resource, DistributedApplicationExecutionContext context, ILogger logger)
{
    public async Task<(string? Value, bool IsSecret)> ResolveAsync(object? value, string subject, CancellationToken cancellationToken)
    {
        var unwrapped = value is IResourceBuilder<IResource> builder ? builder.Resource : value;
        return unwrapped switch
        {
            string text => (text, false),
            IManifestExpressionProvider expression when context.IsPublishMode => (expression.ValueExpression, false),
            IValueProvider provider => (await ValueAsync(provider, subject, cancellationToken).ConfigureAwait(false), IsSecret(provider, [])),
            IFormattable formattable => (formattable.ToString(null, CultureInfo.InvariantCulture), false),
            _ => (unwrapped?.ToString(), false),
        };
    }

    private async Task<string?> ValueAsync(IValueProvider provider, string subject, CancellationToken cancellationToken)
    {
        var pending = provider.GetValueAsync(new ValueProviderContext { ExecutionContext = context, Caller = resource }, cancellationToken);
        if (!pending.IsCompleted)
        {
            logger.LogInformation("Waiting for the value of {Subject} from {Provider}.", subject, Describe(provider));
        }

        return await pending.ConfigureAwait(false);
    }

    private static string Describe(IValueProvider provider) => provider switch
    {
        IResource known => $"resource '{known.Name}'",
        ConnectionStringReference reference => $"the connection string of '{reference.Resource.Name}'",
        EndpointReference endpoint => $"endpoint '{endpoint.EndpointName}' of '{endpoint.Resource.Name}'",
        EndpointReferenceExpression { Endpoint: var endpoint } => $"endpoint '{endpoint.EndpointName}' of '{endpoint.Resource.Name}'",
        IManifestExpressionProvider expression => expression.ValueExpression,
        _ => provider.GetType().Name,
    };

    /// <summary>Secret as soon as one part of it is; a connection string is one whatever it consists of.</summary>
    private static bool IsSecret(object value, HashSet<object> seen) => seen.Add(value) && value switch
    {
        ParameterResource parameter => parameter.Secret,
        ReferenceExpression expression => expression.ValueProviders.Any(part => IsSecret(part, seen)) || (expression.Condition is { } condition && IsSecret(condition, seen)),
        ConnectionStringReference reference => IsSecret(reference.Resource, seen),
        IResourceWithConnectionString source => IsSecret(source.ConnectionStringExpression, seen),
        _ => false,
    };
}
