using Parity.Model;

namespace Parity.Authoring;

/// <summary>What reading the Aspire model gave.</summary>
/// <param name="Topology">The system; null while there is an error.</param>
/// <param name="Diagnostics">Everything that stands against it, all at once.</param>
public sealed record Authored(Topology? Topology, Sequence<Diagnostic> Diagnostics)
{
    /// <summary>The system as far as it was read, errors or not: for who looks for what is wrong.</summary>
    public required Topology Draft { get; init; }
}
