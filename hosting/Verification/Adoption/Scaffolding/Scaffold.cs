using Parity.Model;

namespace Parity.Verification.Adoption.Scaffolding;

/// <summary>What was found, as a model: a start to edit, not the end.</summary>
/// <param name="Topology">The system; every difference has a reason to fill in.</param>
/// <param name="NotCarried">Where what it generates is not what runs today, and why.</param>
/// <param name="Unexplained">Differences that no rule accounts for: while there is one, something was lost.</param>
/// <param name="Diagnostics">What stands against generating from it.</param>
public sealed record Scaffold(Topology Topology, IReadOnlyList<NotCarried> NotCarried, IReadOnlyList<NotCarried> Unexplained, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Written for each reason that only the team knows.</summary>
    public const string Reason = "fill in: why the environments differ";
}

/// <summary>One place at which the generated environment differs from the collected one.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Workload">Workload or object.</param>
/// <param name="Path">Place in it.</param>
/// <param name="Category">Kind of difference.</param>
/// <param name="Today">What runs; null: absent.</param>
/// <param name="Generated">What the scaffold generates; null: absent.</param>
/// <param name="Reason">Why it is not carried over.</param>
public sealed record NotCarried(string Environment, string Workload, string Path, string Category, object? Today, object? Generated, string Reason);
