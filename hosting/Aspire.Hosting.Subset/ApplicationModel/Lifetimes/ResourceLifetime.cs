namespace Aspire.Hosting.ApplicationModel;

internal static class ResourceLifetime
{
    public static Lifetime LifetimeOf(this IResource resource) => Of(resource, []);

    private static Lifetime Of(IResource resource, HashSet<IResource> seen)
    {
        if (!seen.Add(resource))
        {
            throw new InvalidOperationException($"The lifetime of '{resource.Name}' depends on itself. Break the circle of WithLifetimeOf calls: {string.Join(" -> ", seen.Select(r => r.Name))}.");
        }

        if (resource.TryGetLastAnnotation<PersistenceAnnotation>(out var persistence))
        {
            return persistence switch
            {
                { Mode: PersistenceMode.Resource, SourceResource: { } source } => Of(source, seen),
                { Mode: PersistenceMode.Session } => Lifetime.Session,
                _ => Lifetime.Persistent,
            };
        }

        return resource.TryGetLastAnnotation<ContainerLifetimeAnnotation>(out var container) && container.Lifetime == ContainerLifetime.Persistent
            ? Lifetime.Persistent
            : Lifetime.Session;
    }
}
