using System.Collections.Immutable;

namespace Parity.Scaling;

/// <summary>A pod's sample of the resource metrics API, taken at <paramref name="At"/> over <paramref name="Window"/>.</summary>
public sealed record Usage(TimeSpan At, TimeSpan Window, ImmutableArray<ContainerUsage> Containers);

/// <summary>What one container used.</summary>
public readonly record struct ContainerUsage(string Name, Amounts Resources);
