namespace Aspire.Hosting.Dcp.Objects;

/// <summary>What <c>dcp info</c> prints: its version and the container runtime it found.</summary>
internal sealed record RuntimeReport(string? Version, ContainerRuntime? Containers);

internal sealed record ContainerRuntime(string? Runtime, string? HostName, bool Installed, bool Running, string? Error);
