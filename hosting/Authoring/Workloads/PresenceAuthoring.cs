using Aspire.Hosting.ApplicationModel;
using Parity.Authoring;

namespace Aspire.Hosting;

/// <summary>Workloads that exist only in some environments.</summary>
public static class PresenceAuthoring
{
    /// <summary>
    /// Where the workload exists: <c>WithPresence([("dev", true), ("staging", true), ("production", false)], "production pays for real")</c>.
    /// A server with a connection string that is absent is external: whoever references it takes the connection string from the same Secret object.
    /// </summary>
    /// <param name="resource">The workload; it always runs locally.</param>
    /// <param name="values">Whether it exists, for every environment.</param>
    /// <param name="reason">Why it does not exist everywhere.</param>
    public static IResourceBuilder<T> WithPresence<T>(this IResourceBuilder<T> resource, IEnumerable<(string Environment, bool Exists)> values, string reason) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.WithAnnotation(new PresenceAnnotation(PerEnvironment.Of(values, reason)), ResourceAnnotationMutationBehavior.Replace);
    }
}
