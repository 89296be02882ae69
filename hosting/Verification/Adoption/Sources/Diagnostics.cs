using System.Collections.Concurrent;

namespace Parity.Verification.Adoption.Sources;

/// <summary>Collects diagnostics from readers that run side by side; hands them out in a fixed order.</summary>
internal sealed class Diagnostics
{
    private readonly ConcurrentBag<SourceDiagnostic> found = [];

    public void Problem(string code, string file, int line, string message, string remedy) =>
        found.Add(new(code, DiagnosticLevel.Problem, file, line, message, remedy));

    public void Note(string code, string file, int line, string message, string remedy = "") =>
        found.Add(new(code, DiagnosticLevel.Note, file, line, message, remedy));

    public void Add(IEnumerable<SourceDiagnostic> diagnostics)
    {
        foreach (var each in diagnostics) found.Add(each);
    }

    public IReadOnlyList<SourceDiagnostic> All() =>
        [.. found.Distinct().OrderBy(each => each.File, StringComparer.Ordinal).ThenBy(each => each.Line).ThenBy(each => each.Code, StringComparer.Ordinal).ThenBy(each => each.Message, StringComparer.Ordinal)];
}
