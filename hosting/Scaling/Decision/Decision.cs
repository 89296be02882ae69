namespace Parity.Scaling;

/// <summary>The outcome of one sync.</summary>
public readonly record struct Decision
{
    /// <summary>The status after the sync.</summary>
    public required Status Status { get; init; }

    /// <summary>The replicas written to the scale; null: nothing was written.</summary>
    public int? Write { get; init; }

    /// <summary>The sync returned an error. It may still have scaled up past a failing metric.</summary>
    public bool Failed { get; init; }

    /// <summary>
    /// Per metric its proposal; empty when no metric was asked. The memory owns it: it is valid until the next step with that memory.
    /// </summary>
    public ReadOnlyMemory<Proposal> Proposals { get; init; }

    /// <summary>What the metrics want together; null when they gave no number.</summary>
    public int? Wanted { get; init; }

    /// <summary><see cref="Wanted"/> after the stabilization windows, before minimum, maximum and policies.</summary>
    public int? Stabilized { get; init; }
}
