namespace Aspire.Hosting.ApplicationModel;

public class ConnectionStringReference(IResourceWithConnectionString resource, bool optional) : IExpressionValue, IValueWithReferences
{
    public IResourceWithConnectionString Resource { get; } = resource ?? throw new ArgumentNullException(nameof(resource));

    public bool Optional { get; } = optional;

    string IManifestExpressionProvider.ValueExpression => Resource.ValueExpression;

    IEnumerable<object> IValueWithReferences.References => [Resource];

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) =>
        ((IValueProvider)this).GetValueAsync(new ValueProviderContext(), cancellationToken);

    async ValueTask<string?> IValueProvider.GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        try
        {
            var value = await Resource.GetValueAsync(context, cancellationToken).ConfigureAwait(false);
            return string.IsNullOrEmpty(value) && !Optional
                ? throw new DistributedApplicationException($"The connection string for the resource '{Resource.Name}' is not available. Set ConnectionStrings:{Resource.Name} in the configuration of the AppHost, or make the reference optional.")
                : value;
        }
        catch (MissingParameterValueException) when (Optional)
        {
            return null;
        }
    }
}
