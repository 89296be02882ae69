namespace Aspire.Hosting.ApplicationModel;

public readonly struct ResolvedPort
{
    public int? Value { get; init; }

    public bool IsAllocated { get; init; }

    public bool IsImplicit { get; init; }

    public static implicit operator int?(ResolvedPort resolvedPort) => resolvedPort.Value;

    public static ResolvedPort Explicit(int port) => new() { Value = port };

    public static ResolvedPort Allocated(int port) => new() { Value = port, IsAllocated = true };

    public static ResolvedPort Implicit(int port) => new() { Value = port, IsImplicit = true };

    public static ResolvedPort None() => default;
}
