namespace Parity.Verification.Adoption;

/// <summary>How much a diagnostic limits what was compared.</summary>
public enum DiagnosticLevel
{
    /// <summary>Something was read differently than somebody might expect.</summary>
    Note,

    /// <summary>Something could not be read; the rest was.</summary>
    Problem,
}

/// <summary>What could not be read, where, and how to help.</summary>
public sealed record SourceDiagnostic(string Code, DiagnosticLevel Level, string File, int Line, string Message, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}: {Code} {Message} {Remedy}".TrimEnd();
}
