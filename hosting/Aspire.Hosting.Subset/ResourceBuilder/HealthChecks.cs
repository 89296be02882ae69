using Aspire.Hosting.HttpChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(key);
        return builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(known => known.Key == key)
            ? throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' already has a health check with key '{key}'.")
            : builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null) where T : IResourceWithEndpoints =>
        builder.CheckHttp(HttpEndpoints.Select(builder, endpointName, null, "HTTP health check"), path, statusCode);

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, Func<EndpointReference>? endpointSelector, string? path = null, int? statusCode = null) where T : IResourceWithEndpoints =>
        builder.CheckHttp(HttpEndpoints.Select(builder, null, endpointSelector, "HTTP health check"), path, statusCode);

    [Obsolete("This method is obsolete and will be removed in a future version. Use the WithHttpHealthCheck method instead.")]
    public static IResourceBuilder<T> WithHttpsHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null) where T : IResourceWithEndpoints =>
        builder.WithHttpHealthCheck(path, statusCode, endpointName ?? "https");

    public static IResourceBuilder<T> WithHttpProbe<T>(this IResourceBuilder<T> builder, ProbeType type, string? path = null, int? initialDelaySeconds = null, int? periodSeconds = null, int? timeoutSeconds = null, int? failureThreshold = null, int? successThreshold = null, string? endpointName = null)
        where T : IResourceWithEndpoints, IResourceWithProbes =>
        builder.WithHttpProbe(type, () => HttpEndpoints.Select(builder, endpointName, null, "HTTP probe"), path, initialDelaySeconds, periodSeconds, timeoutSeconds, failureThreshold, successThreshold);

    public static IResourceBuilder<T> WithHttpProbe<T>(this IResourceBuilder<T> builder, ProbeType type, Func<EndpointReference>? endpointSelector, string? path = null, int? initialDelaySeconds = null, int? periodSeconds = null, int? timeoutSeconds = null, int? failureThreshold = null, int? successThreshold = null)
        where T : IResourceWithEndpoints, IResourceWithProbes
    {
        var endpoint = HttpEndpoints.Select(builder, null, endpointSelector, "HTTP probe");
        foreach (var old in builder.Resource.Annotations.OfType<ProbeAnnotation>().Where(probe => probe.Type == type).ToList())
        {
            builder.Resource.Annotations.Remove(old);
        }

        builder.WithAnnotation(new EndpointProbeAnnotation
        {
            Type = type,
            EndpointReference = endpoint,
            Path = path ?? "/",
            InitialDelaySeconds = initialDelaySeconds ?? 5,
            PeriodSeconds = periodSeconds ?? 5,
            TimeoutSeconds = timeoutSeconds ?? 1,
            FailureThreshold = failureThreshold ?? 3,
            SuccessThreshold = successThreshold ?? 1,
        });

        // Two probes of one path need one check only; Aspire refuses the second.
        var key = HttpCheckKey(builder.Resource, endpoint, path ?? "/", 200);
        return builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(check => check.Key == key) ? builder : builder.CheckHttp(endpoint, path, null);
    }

    private static IResourceBuilder<T> CheckHttp<T>(this IResourceBuilder<T> builder, EndpointReference endpoint, string? path, int? statusCode) where T : IResourceWithEndpoints
    {
        var (relative, expected) = (path ?? "/", statusCode ?? 200);
        var key = HttpCheckKey(builder.Resource, endpoint, relative, expected);
        builder.WithHealthCheck(key);
        var services = builder.ApplicationBuilder.Services;
        services.AddHttpClient();
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            key,
            provider => new HttpCheck(token => HttpCheck.UrlOfAsync(endpoint, relative, token), expected, () => provider.GetRequiredService<IHttpClientFactory>().CreateClient(key)),
            failureStatus: null,
            tags: null));
        return builder;
    }

    private static string HttpCheckKey(IResource resource, EndpointReference endpoint, string path, int statusCode) =>
        $"{resource.Name}_{endpoint.EndpointName}_{path}_{statusCode}_check";
}
