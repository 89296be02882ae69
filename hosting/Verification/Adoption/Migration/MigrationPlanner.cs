namespace Parity.Verification.Adoption.Migration;

/// <summary>
/// Puts each difference into the phase in which it is dealt with. The order is the one that works in practice: production's
/// configuration is the one that has proven itself, staging rehearses it, and dev, where least is lost, comes last.
/// </summary>
public static class MigrationPlanner
{
    /// <summary>The plan for what was found.</summary>
    public static MigrationPlan Plan(AdoptionResult result)
    {
        var production = result.Environments.Count > 0 ? result.Environments[^1] : "production";
        var staging = result.Environments.Count > 1 ? result.Environments[^2] : production;
        var earlier = result.Environments.Take(Math.Max(0, result.Environments.Count - 2)).ToList();
        var inherent = result.Differences.Where(each => each.Severity == Severity.Info).ToList();
        var carried = result.Differences.Except(inherent).Where(each => Text(Of(each, staging)) != Text(Of(each, production))).ToList();
        var rest = result.Differences.Except(inherent).Except(carried).ToList();
        var items = new MigrationItems(result.Environments, production);
        List<MigrationPhase> phases =
        [
            new($"{Capital(production)}'s configuration into {staging}", $"What {production} runs has proven itself. Until {staging} runs the same, a test there says nothing about {production}.",
                MigrationChecklists.Configuration(carried, staging, production), [.. carried.Select(items.Of)]),
            new("Settings replaced", "What an environment must have of its own (hosts, addresses, credentials) is declared once in the model, with a reason; everything else becomes one value.",
                MigrationChecklists.Settings(result, inherent), [.. inherent.Select(items.Of)]),
            new($"The unified pipeline on {staging}", "One image is built once and its digest is carried on; nothing is built again for the next environment.",
                MigrationChecklists.Pipeline(result, staging), [.. result.Pipelines.Select(items.Of)]),
            new($"Then {production}", $"The same digests and the same manifests that {staging} runs by now.",
                MigrationChecklists.Production(result, production), [.. Model(result, production).Select(MigrationItems.OfModel)]),
        ];
        if (earlier.Count > 0)
        {
            phases.Add(new($"Then {string.Join(" and ", earlier)}", "Last, because it is used all day and matters least: by now the way is known.",
                MigrationChecklists.Earlier(rest, earlier, production), [.. rest.Select(items.Of)]));
        }
        return new("Migration report", result.Environments, Summary(result), phases, result.Diagnostics);
    }

    internal static object? Of(EnvironmentDifference difference, string environment) => difference.Values.FirstOrDefault(each => each.Key == environment).Value;

    internal static string Text(object? value) => value switch
    {
        null => "absent",
        bool truth => truth ? "true" : "false",
        IReadOnlyList<string> words => string.Join(", ", words),
        var other => Convert.ToString(other, System.Globalization.CultureInfo.InvariantCulture) ?? "",
    };

    internal static string Capital(string text) => text.Length == 0 ? text : $"{char.ToUpperInvariant(text[0])}{text[1..]}";

    private static IEnumerable<EnvironmentDifference> Model(AdoptionResult result, string production) =>
        result.Model.Where(each => each.Environment == production).SelectMany(each => each.Changes);

    private static List<(string Name, string Value)> Summary(AdoptionResult result)
    {
        List<(string, string)> rows = [("Environments", string.Join(", ", result.Environments)), ("Places compared and equal", Text((long)result.Equal))];
        foreach (var severity in new[] { Severity.High, Severity.Medium, Severity.Low, Severity.Info })
            rows.Add(($"Differences, {severity.ToString().ToLowerInvariant()}", Text((long)result.Differences.Count(each => each.Severity == severity))));
        rows.Add(("Differences of the pipelines", Text((long)result.Pipelines.Count)));
        foreach (var change in result.Model)
            rows.Add(($"Model in {change.Environment}", $"{change.OnlyRunning.Count} run and are not in the model, {change.OnlyInModel.Count} would be added, {change.Changes.Count} changes, {change.Equal} equal"));
        rows.Add(("Could not be read", Text((long)result.Diagnostics.Count(each => each.Level == DiagnosticLevel.Problem))));
        return rows;
    }
}
