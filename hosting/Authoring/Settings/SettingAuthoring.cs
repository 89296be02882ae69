using Aspire.Hosting.ApplicationModel;
using Parity.Authoring;

namespace Aspire.Hosting;

/// <summary>Settings: configuration keys that are no secrets.</summary>
public static class SettingAuthoring
{
    /// <summary>A setting with the same value on this machine and in every environment.</summary>
    /// <param name="resource">The workload.</param>
    /// <param name="key">As the environment variable is called: <c>Orders__HoldFor</c>.</param>
    /// <param name="value">Never a secret, which is refused.</param>
    public static IResourceBuilder<T> WithSetting<T>(this IResourceBuilder<T> resource, string key, string value) where T : IResourceWithEnvironment =>
        resource.Declare(key, PerEnvironment.Everywhere(value));

    /// <summary>A setting that differs between environments: <c>WithSetting("Cache__Lifetime", [("dev", "1s"), ("staging", "5s"), ("production", "5s")], "dev shows changes at once")</c>.</summary>
    /// <param name="resource">The workload.</param>
    /// <param name="key">As the environment variable is called.</param>
    /// <param name="values">One for every environment; a local run takes the first environment's, or that of <c>--as</c>.</param>
    /// <param name="reason">Why they differ; shown by <c>parity</c> and in the overlay's differences.md.</param>
    public static IResourceBuilder<T> WithSetting<T>(this IResourceBuilder<T> resource, string key, IEnumerable<(string Environment, string Value)> values, string reason)
        where T : IResourceWithEnvironment =>
        resource.Declare(key, PerEnvironment.Of(values, reason));

    private static IResourceBuilder<T> Declare<T>(this IResourceBuilder<T> resource, string key, PerEnvironment<string> value) where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentException.ThrowIfNullOrEmpty(key);
        var application = resource.ApplicationBuilder;
        return resource
            .WithAnnotation(new SettingAnnotation(key, value))
            .WithEnvironment(context =>
            {
                if (LocalSetting.Of(application, value) is { } local) context.EnvironmentVariables[key] = local;
            });
    }
}
