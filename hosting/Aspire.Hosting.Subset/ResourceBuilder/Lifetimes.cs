using System.Diagnostics;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithSessionLifetime<T>(this IResourceBuilder<T> builder) where T : IResource =>
        builder.Persist(new PersistenceAnnotation { Mode = PersistenceMode.Session });

    public static IResourceBuilder<T> WithPersistentLifetime<T>(this IResourceBuilder<T> builder) where T : IResource =>
        builder.Persist(new PersistenceAnnotation { Mode = PersistenceMode.Persistent });

    public static IResourceBuilder<T> WithLifetimeOf<T, TSource>(this IResourceBuilder<T> builder, IResourceBuilder<TSource> sourceBuilder) where T : IResource where TSource : IResource =>
        builder.Persist(new PersistenceAnnotation { Mode = PersistenceMode.Resource, SourceResource = sourceBuilder.Resource });

    public static IResourceBuilder<T> WithParentProcessLifetime<T>(this IResourceBuilder<T> builder, int parentProcessId) where T : IResource
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parentProcessId);
        using var parent = Process.GetProcessById(parentProcessId);
        return builder.Persist(new PersistenceAnnotation { Mode = PersistenceMode.ParentProcess, ParentProcessId = parentProcessId, ParentProcessTimestamp = parent.StartTime.ToUniversalTime() });
    }

    private static IResourceBuilder<T> Persist<T>(this IResourceBuilder<T> builder, PersistenceAnnotation persistence) where T : IResource
    {
        if (builder.Resource is not (ContainerResource or ExecutableResource or ProjectResource))
        {
            throw new InvalidOperationException($"Resource '{builder.Resource.Name}' does not support lifetime configuration.");
        }

        foreach (var old in builder.Resource.Annotations.OfType<ContainerLifetimeAnnotation>().ToList())
        {
            builder.Resource.Annotations.Remove(old);
        }

        return builder.WithAnnotation(persistence, ResourceAnnotationMutationBehavior.Replace);
    }
}
