namespace Parity.Model;

/// <summary>How much a <see cref="Diagnostic"/> weighs.</summary>
public enum Severity
{
    /// <summary>Worth knowing; changes no exit code.</summary>
    Info,

    /// <summary>Something is approximated or looks wrong; the output is still produced.</summary>
    Warning,

    /// <summary>Nothing is written while one of these stands.</summary>
    Error,
}

/// <summary>What is wrong with something a user wrote; a value, collected and reported all at once.</summary>
public sealed record Diagnostic
{
    /// <summary>Feature and number, stable across versions: <c>ROUTE-001</c>.</summary>
    public required string Code { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>What it is about, as its author calls it: <c>route 'catalog'</c>, <c>environment 'staging'</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The cause, one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>The call or edit that mends it.</summary>
    public required string Remedy { get; init; }

    public static Diagnostic Error(string code, string subject, string message, string remedy) =>
        new() { Code = code, Severity = Severity.Error, Subject = subject, Message = message, Remedy = remedy };

    public static Diagnostic Warning(string code, string subject, string message, string remedy) =>
        new() { Code = code, Severity = Severity.Warning, Subject = subject, Message = message, Remedy = remedy };

    public override string ToString() => $"{Severity.ToString().ToLowerInvariant()} {Code}: {Subject}: {Message} {Remedy}";
}
