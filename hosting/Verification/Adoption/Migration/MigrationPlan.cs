namespace Parity.Verification.Adoption.Migration;

/// <summary>One thing to do or to decide.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Subject">Workload or stage, and the path in it.</param>
/// <param name="Category">Kind of difference.</param>
/// <param name="Values">Environment to what it says; empty for a thing to do that compares nothing.</param>
/// <param name="Note">What it means.</param>
/// <param name="Accept">How to keep the difference.</param>
/// <param name="Remove">How to end it.</param>
/// <param name="Places">File and line of each value.</param>
public sealed record MigrationItem(
    Severity Severity, string Subject, string Category, IReadOnlyList<KeyValuePair<string, string>> Values, string Note, string Accept, string Remove, IReadOnlyList<string> Places);

/// <summary>One phase of the migration.</summary>
/// <param name="Title">What is reached by it.</param>
/// <param name="Why">Why now.</param>
/// <param name="Checklist">What to do, made from what was found.</param>
/// <param name="Items">What to decide, the weightiest first.</param>
public sealed record MigrationPhase(string Title, string Why, IReadOnlyList<string> Checklist, IReadOnlyList<MigrationItem> Items);

/// <summary>The migration in order; renderings differ in form only.</summary>
public sealed record MigrationPlan(string Title, IReadOnlyList<string> Environments, IReadOnlyList<(string Name, string Value)> Summary, IReadOnlyList<MigrationPhase> Phases, IReadOnlyList<SourceDiagnostic> Unread);
