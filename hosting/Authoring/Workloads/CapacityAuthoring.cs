using Aspire.Hosting.ApplicationModel;
using Parity.Authoring;
using Parity.Model;

namespace Aspire.Hosting;

/// <summary>How much of a machine one replica takes.</summary>
public static class CapacityAuthoring
{
    /// <summary>The same in every environment.</summary>
    /// <param name="resource">The workload.</param>
    /// <param name="cpu">Cores requested, 0.25 for a quarter; there is no CPU limit.</param>
    /// <param name="memoryMiB">MiB of memory requested, and the limit.</param>
    /// <param name="storageMiB">MiB of scratch disk requested, and the limit.</param>
    public static IResourceBuilder<T> WithCapacity<T>(this IResourceBuilder<T> resource, double cpu, int memoryMiB, int storageMiB = Default.StorageMiB) where T : IResource =>
        resource.Declare(PerEnvironment.Everywhere(Of(cpu, memoryMiB, storageMiB)));

    /// <summary>A declared difference: <c>WithCapacity([("dev", 0.1, 128), ("staging", 0.5, 256), ("production", 0.5, 256)], "dev is one small machine")</c>.</summary>
    /// <param name="resource">The workload.</param>
    /// <param name="values">Cores and MiB of memory for every environment.</param>
    /// <param name="reason">Why they differ.</param>
    /// <param name="storageMiB">MiB of scratch disk in all of them.</param>
    public static IResourceBuilder<T> WithCapacity<T>(
        this IResourceBuilder<T> resource, IEnumerable<(string Environment, double Cpu, int MemoryMiB)> values, string reason, int storageMiB = Default.StorageMiB) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(values);
        return resource.Declare(PerEnvironment.Of(values.Select(value => (value.Environment, Of(value.Cpu, value.MemoryMiB, storageMiB))), reason));
    }

    private static Capacity Of(double cpu, int memoryMiB, int storageMiB) => new((int)Math.Round(cpu * 1000), memoryMiB, storageMiB);

    private static IResourceBuilder<T> Declare<T>(this IResourceBuilder<T> resource, PerEnvironment<Capacity> capacity) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.WithAnnotation(new CapacityAnnotation(capacity), ResourceAnnotationMutationBehavior.Replace);
    }
}
