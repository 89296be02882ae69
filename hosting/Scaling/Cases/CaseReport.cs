using System.Collections.Immutable;

namespace Parity.Scaling.Cases;

/// <summary>What evaluating one file of cases gave.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Cases">How many cases it holds.</param>
/// <param name="Steps">How many evaluations: one per metric case, one per sync of a controller case until its first difference.</param>
/// <param name="Mismatches">The cases that differ.</param>
public sealed record CaseReport(string File, int Cases, int Steps, ImmutableArray<Mismatch> Mismatches);
