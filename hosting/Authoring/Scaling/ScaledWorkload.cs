using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Parity.Scaling;

namespace Parity.Authoring;

/// <summary>A project whose replicas follow its load on this machine, and what the autoscaler remembers of it.</summary>
internal sealed class ScaledWorkload(IResource resource, Model.Autoscaling autoscaling, string environment, ScaledReplicasAnnotation replicas, Model.Capacity? capacity)
{
    public IResource Resource { get; } = resource;

    public string Name => Resource.Name;

    public Model.Autoscaling Autoscaling { get; } = autoscaling;

    public ScaledReplicasAnnotation Replicas { get; } = replicas;

    /// <summary>What one replica requests, as utilization is measured against it.</summary>
    public Amounts Requests { get; } = capacity is null ? default : new([new("cpu", capacity.MilliCpu), new("memory", capacity.MemoryMiB * 1024L * 1024 * 1000)]);

    /// <summary>Ids of the replicas that are meant to run; replaced as a whole, and only by the autoscaler.</summary>
    public ImmutableHashSet<string> Wanted { get; set; } = ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase);

    public Memory Memory { get; } = new();

    public Status Status { get; set; }

    public TaskCompletionSource Allocated { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The specification at this moment, with what this machine has room for.</summary>
    public Specification Specification(int free, TimeProvider time)
    {
        var declared = DeclaredSpecification.Of(Autoscaling, environment);
        var minimum = DeclaredSpecification.MinimumAt(Autoscaling, environment, zone => TimeZoneInfo.ConvertTime(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);
        var maximum = Math.Max(1, Math.Min(Math.Min(declared.MaxReplicas, Replicas.Room), Wanted.Count + free));
        return declared with { MinReplicas = Math.Min(minimum, maximum), MaxReplicas = maximum };
    }
}
