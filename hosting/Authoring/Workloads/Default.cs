using Parity.Model;

namespace Parity.Authoring;

/// <summary>What a workload has where its author says nothing.</summary>
internal static class Default
{
    public const int StorageMiB = 128;
    public const int User = 10001;

    /// <summary>Size of a volume that Aspire's model does not give one.</summary>
    public const int VolumeMiB = 1024;

    /// <summary>The first port that a project listens on in a cluster; the next endpoints follow.</summary>
    public const int Port = 8080;

    public static Capacity Capacity { get; } = new(100, 256, StorageMiB);

    // The delay outlasts the time that proxies need to learn that a pod is going.
    public static Shutdown Shutdown { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));
}
