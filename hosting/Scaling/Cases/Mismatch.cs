namespace Parity.Scaling.Cases;

/// <summary>A case whose answer differs from the recorded one, at the first step where it does.</summary>
/// <param name="Case">The case's id.</param>
/// <param name="Step">The index of the sync; null for a case of a single evaluation.</param>
/// <param name="Field">The first field of <c>expect</c> that differs, as a path.</param>
/// <param name="Expected">The recorded value.</param>
/// <param name="Actual">Ours.</param>
public sealed record Mismatch(string Case, int? Step, string Field, string Expected, string Actual)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Case}{(Step is { } step ? $" sync {step}" : "")}: {Field} is {Actual}, recorded {Expected}";
}
