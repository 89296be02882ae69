using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Parity.Model;

namespace Parity.Authoring;

/// <summary>Values of environment variables and arguments as a cluster has them; notes which workloads they lead to.</summary>
internal sealed class ValueReader(Reading reading)
{
    private const string ConnectionEntry = "connection-string";

    private readonly HashSet<Reference> references = [];

    /// <summary>Endpoints of workloads that the values read so far name.</summary>
    public IEnumerable<Reference> References => references;

    public async Task<Resolved> ReadAsync(object value, CancellationToken cancellation)
    {
        switch (value)
        {
            case string text:
                return new Resolved.Plain(text);
            case EndpointReference endpoint:
                return Property(endpoint, EndpointProperty.Url);
            case EndpointReferenceExpression expression:
                return Property(expression.Endpoint, expression.Property);
            case ConnectionStringReference reference:
                return await ConnectionAsync(reference.Resource, cancellation).ConfigureAwait(false);
            case ParameterResource { IsConnectionString: true } parameter:
                return new Resolved.Hidden(SecretName.Of(parameter), ConnectionEntry);
            case ParameterResource { Secret: true } parameter:
                return new Resolved.Hidden(SecretName.Of(parameter), "value");
            case ParameterResource parameter:
                return await ParameterReader.ReadAsync(reading.Builder, parameter, cancellation).ConfigureAwait(false);
            case IResourceWithConnectionString resource:
                return await ConnectionAsync(resource, cancellation).ConfigureAwait(false);
            case ReferenceExpression expression:
                return await ExpressionAsync(expression, cancellation).ConfigureAwait(false);
            case IFormattable number when value.GetType().IsPrimitive:
                return new Resolved.Plain(number.ToString(null, CultureInfo.InvariantCulture));
            case bool flag:
                return new Resolved.Plain(flag ? "true" : "false");
            default:
                return new Resolved.Unknown($"is a {value.GetType().Name}, which has no value in a cluster");
        }
    }

    private Resolved Property(EndpointReference endpoint, EndpointProperty property)
    {
        if (!reading.IsWorkload(endpoint.Resource)) return new Resolved.Unknown($"names the resource '{endpoint.Resource.Name}', which no environment has");
        if (reading.EndpointsOf(endpoint.Resource).Find(endpoint.EndpointName) is not { } found) return new Resolved.Unknown($"names the endpoint '{endpoint.EndpointName}' of '{endpoint.Resource.Name}', which has none of that name");
        references.Add(new(endpoint.Resource.Name, found.Name));
        var scheme = found.Protocol == Protocol.Tcp ? endpoint.Scheme : "http";
        var port = found.Port.ToString(CultureInfo.InvariantCulture);
        return property switch
        {
            EndpointProperty.Url => new Resolved.Plain($"{scheme}://{endpoint.Resource.Name}:{port}"),
            EndpointProperty.Host or EndpointProperty.IPV4Host => new Resolved.Plain(endpoint.Resource.Name),
            EndpointProperty.Port or EndpointProperty.TargetPort => new Resolved.Plain(port),
            EndpointProperty.HostAndPort => new Resolved.Plain($"{endpoint.Resource.Name}:{port}"),
            EndpointProperty.Scheme => new Resolved.Plain(scheme),
            EndpointProperty.TlsEnabled => new Resolved.Plain(bool.FalseString),
            _ => new Resolved.Unknown($"asks for {property} of an endpoint"),
        };
    }

    // A connection string with a password stands in a Secret object of the server's name, under the resource's name.
    private async Task<Resolved> ConnectionAsync(IResourceWithConnectionString resource, CancellationToken cancellation)
    {
        if (resource.TryGetLastAnnotation<ConnectionStringRedirectAnnotation>(out var redirect)) return await ConnectionAsync(redirect.Resource, cancellation).ConfigureAwait(false);
        if (resource is ParameterResource) return await ReadAsync(resource, cancellation).ConfigureAwait(false);
        var value = await ReadAsync(resource.ConnectionStringExpression, cancellation).ConfigureAwait(false);
        return value is Resolved.Hidden or Resolved.Composed ? new Resolved.Hidden(SecretName.Of(Root(resource)), resource.Name.ToLowerInvariant()) : value;
    }

    private async Task<Resolved> ExpressionAsync(ReferenceExpression expression, CancellationToken cancellation)
    {
        if (expression.IsConditional)
        {
            var condition = await ReadAsync(expression.Condition!, cancellation).ConfigureAwait(false);
            var holds = condition is Resolved.Plain plain && string.Equals(plain.Value, expression.MatchValue, StringComparison.OrdinalIgnoreCase);
            return condition is Resolved.Plain ? await ReadAsync(holds ? expression.WhenTrue! : expression.WhenFalse!, cancellation).ConfigureAwait(false) : condition;
        }

        var parts = new object[expression.ValueProviders.Count];
        Resolved? hidden = null;
        for (var index = 0; index < parts.Length; index++)
        {
            var part = await ReadAsync(expression.ValueProviders[index], cancellation).ConfigureAwait(false);
            if (part is Resolved.Unknown) return part;
            if (part is Resolved.Hidden or Resolved.Composed) hidden = part;
            if (part is Resolved.Plain plain) parts[index] = expression.StringFormats[index] == "uri" ? Uri.EscapeDataString(plain.Value) : plain.Value;
        }

        if (hidden is null) return new Resolved.Plain(string.Format(CultureInfo.InvariantCulture, expression.Format, parts));
        return expression.Format == "{0}" ? hidden : new Resolved.Composed();
    }

    private static IResource Root(IResource resource) => resource is IResourceWithParent child ? Root(child.Parent) : resource;
}
