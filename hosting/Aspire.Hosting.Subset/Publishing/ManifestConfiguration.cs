using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.Publishing;

public sealed partial class ManifestPublishingContext
{
    public void WriteConnectionString(IResource resource)
    {
        if (resource is IResourceWithConnectionString { ConnectionStringExpression: { } expression })
        {
            TryAddDependentResources(expression);
            Writer.WriteString("connectionString", ExpressionOf(expression, expression.ValueExpression));
        }
    }

    public async Task WriteEnvironmentVariablesAsync(IResource resource)
    {
        var variables = await GatheredConfiguration.VariablesAsync(resource, ExecutionContext, NullLogger.Instance, CancellationToken).ConfigureAwait(false);
        var written = new List<(string Name, string Value)>();
        foreach (var (name, value) in variables)
        {
            if (await TextOfAsync(resource, value).ConfigureAwait(false) is { } text)
            {
                written.Add((name, text));
            }
        }

        if (written.Count == 0)
        {
            return;
        }

        Writer.WriteStartObject("env");
        foreach (var (name, value) in written)
        {
            Writer.WriteString(name, value);
        }

        Writer.WriteEndObject();
    }

    public async Task WriteCommandLineArgumentsAsync(IResource resource)
    {
        var arguments = await GatheredConfiguration.ArgumentsAsync(resource, ExecutionContext, NullLogger.Instance, CancellationToken).ConfigureAwait(false);
        var written = new List<string>();
        foreach (var value in arguments)
        {
            if (await TextOfAsync(resource, value).ConfigureAwait(false) is { } text)
            {
                written.Add(text);
            }
        }

        if (written.Count == 0)
        {
            return;
        }

        Writer.WriteStartArray("args");
        foreach (var value in written)
        {
            Writer.WriteStringValue(value);
        }

        Writer.WriteEndArray();
    }

    public void WriteBindings(IResource resource)
    {
        var endpoints = resource.ResolveEndpoints(_ports);
        if (endpoints.Count == 0)
        {
            return;
        }

        Writer.WriteStartObject("bindings");
        foreach (var resolved in endpoints)
        {
            var endpoint = resolved.Endpoint;
            Writer.WriteStartObject(endpoint.Name);
            Writer.WriteString("scheme", endpoint.UriScheme);
            Writer.WriteString("protocol", endpoint.Protocol.ToString().ToLowerInvariant());
            Writer.WriteString("transport", endpoint.Transport);
            if (resolved.ExposedPort is { Value: { } port, IsImplicit: false } && port != resolved.TargetPort.Value)
            {
                Writer.WriteNumber("port", port);
            }

            if (resolved.TargetPort.Value is { } targetPort)
            {
                Writer.WriteNumber("targetPort", targetPort);
            }

            if (endpoint.IsExternal)
            {
                Writer.WriteBoolean("external", true);
            }

            Writer.WriteEndObject();
        }

        Writer.WriteEndObject();
    }

    private async Task<string?> TextOfAsync(IResource resource, object value)
    {
        var unwrapped = value is IResourceBuilder<IResource> builder ? builder.Resource : value;
        var resolver = new ValueResolver(resource, ExecutionContext, NullLogger.Instance);
        var (text, _) = await resolver.ResolveAsync(unwrapped, "the manifest", CancellationToken).ConfigureAwait(false);
        TryAddDependentResources(unwrapped);
        return text is null ? null : ExpressionOf(unwrapped, text);
    }
}
