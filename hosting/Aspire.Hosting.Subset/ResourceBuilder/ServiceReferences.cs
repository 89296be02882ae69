namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        return builder.ReferTo(source.Resource, null, null);
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source, string name)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(name);
        return builder.ReferTo(source.Resource, null, name);
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(endpointReference);
        return builder.ReferTo(endpointReference.Resource, endpointReference.EndpointName, null);
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, string name, Uri uri)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(uri);
        var problem = uri switch
        {
            { IsAbsoluteUri: false } => "it must be absolute",
            { Fragment.Length: > 0 } => "it cannot contain a fragment",
            { Query.Length: > 0 } => "it cannot contain a query string",
            _ => null,
        };
        if (problem is not null)
        {
            throw new InvalidOperationException($"The URI for service reference '{name}' is invalid while configuring target resource '{builder.Resource.Name}': {problem}.");
        }

        return builder.WithEnvironment(context => Inject(context, $"services__{name}__default__0", EnvironmentVariableNameEncoder.Encode(name), uri.ToString()));
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<ExternalServiceResource> externalService)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(externalService);
        var service = externalService.Resource;
        var variable = EnvironmentVariableNameEncoder.Encode(service.Name).ToUpperInvariant();
        builder.WithReferenceRelationship(service);
        if (service.Uri is { } uri)
        {
            return builder.WithEnvironment(context => Inject(context, $"services__{service.Name}__{uri.Scheme}__0", variable, uri.ToString()));
        }

        return builder.WithEnvironment(async context =>
        {
            // The scheme is part of the name, and nobody knows it before there is a value.
            if (context.ExecutionContext.IsPublishMode)
            {
                Inject(context, $"services__{service.Name}__default__0", variable, service.UrlParameter!);
                return;
            }

            var url = await ResolveUrlAsync(service, builder.Resource, context.CancellationToken).ConfigureAwait(false);
            Inject(context, $"services__{service.Name}__{url.Scheme}__0", $"{variable}_{EnvironmentVariableNameEncoder.Encode(url.Scheme).ToUpperInvariant()}", service.UrlParameter!);
        });
    }

    private static void Inject(EnvironmentCallbackContext context, string discoveryName, string endpointName, object value)
    {
        var wanted = InjectionOf(context.Resource);
        if (wanted.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
        {
            context.EnvironmentVariables[endpointName] = value;
        }

        if (wanted.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
        {
            context.EnvironmentVariables[discoveryName] = value;
        }
    }

    private static IResourceBuilder<T> ReferTo<T>(this IResourceBuilder<T> builder, IResourceWithEndpoints source, string? endpointName, string? name) where T : IResourceWithEnvironment
    {
        var reference = builder.Resource.Annotations.OfType<EndpointReferenceAnnotation>().FirstOrDefault(known => known.Resource == source);
        if (reference is null)
        {
            reference = new EndpointReferenceAnnotation(source) { ContextNetworkId = builder.Resource.DefaultNetwork() };
            builder.WithAnnotation(reference);
            builder.WithEnvironment(context => InjectEndpoints(context, reference, name));
        }

        if (endpointName is null)
        {
            reference.UseAllEndpoints = true;
        }
        else
        {
            reference.EndpointNames.Add(endpointName);
        }

        return builder.WithReferenceRelationship(source);
    }

    private static void InjectEndpoints(EnvironmentCallbackContext context, EndpointReferenceAnnotation reference, string? name)
    {
        var wanted = InjectionOf(context.Resource);
        var variables = context.EnvironmentVariables;
        var service = name ?? reference.Resource.Name;
        var indexes = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var endpoint in reference.Resource.GetEndpoints(reference.ContextNetworkId))
        {
            if (!reference.EndpointNames.Contains(endpoint.EndpointName) && (!reference.UseAllEndpoints || endpoint.ExcludeReferenceEndpoint))
            {
                continue;
            }

            if (wanted.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
            {
                // A name that the author chose is kept as it is written.
                var prefix = EnvironmentVariableNameEncoder.Encode(name ?? service.ToUpperInvariant());
                variables[$"{prefix}_{EnvironmentVariableNameEncoder.Encode(endpoint.EndpointName).ToUpperInvariant()}"] = endpoint;
            }

            if (wanted.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
            {
                var scheme = endpoint.IsHttpSchemeNamedEndpoint ? endpoint.Scheme : endpoint.EndpointName;
                var index = indexes.GetValueOrDefault(scheme);
                while (variables.ContainsKey($"services__{service}__{scheme}__{index}"))
                {
                    index++;
                }

                variables[$"services__{service}__{scheme}__{index}"] = endpoint;
                indexes[scheme] = index + 1;
            }
        }
    }
}
