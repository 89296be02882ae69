namespace Parity.Verification.Adoption.Migration;

/// <summary>Differences as decisions: what to write to keep one, what to do to end it.</summary>
internal sealed class MigrationItems(IReadOnlyList<string> environments, string production)
{
    public MigrationItem Of(EnvironmentDifference each) => new(
        each.Severity, $"{each.Workload} {each.Path}", each.Category, [.. each.Values.Select(Shown)], Note(each), Accept(each), Remove(each), [.. each.Places.Select(place => place.Value)]);

    public static MigrationItem OfModel(EnvironmentDifference each) => new(
        each.Severity, $"{each.Workload} {each.Path}", each.Category, [.. each.Values.Select(Shown)], Note(each), "Keep the model's value.",
        "State what runs today in the model.", [.. each.Places.Select(place => place.Value)]);

    public MigrationItem Of(PipelineDifference each) => new(
        each.Severity, each.Stage is null ? each.Step : $"{each.Stage}: {each.Step}", each.Category, [.. each.Values.Select(Shown)], each.Note,
        "Keep it as a value of the environment in the unified pipeline.", $"Do as {production} does, in the one pipeline.", []);

    private static KeyValuePair<string, string> Shown(KeyValuePair<string, object?> value) => new(value.Key, MigrationPlanner.Text(value.Value));

    private static string Note(EnvironmentDifference each) => each.Affects.Count == 0
        ? each.Note
        : $"{each.Note}: {string.Join(", ", each.Affects.Select(place => $"{place.Workload} {place.Path}"))}";

    private string Accept(EnvironmentDifference each)
    {
        var values = string.Join(", ", environments.Select(name => $"(\"{name}\", …)"));
        return each.Category switch
        {
            "env-value" or "env-missing" or "env-production-only" or "configmap-key" => $".WithSetting(\"{Name(each)}\", {values}, reason: \"…\")",
            "env-source" or "secret-key" or "secret-missing" => $".WithSecret(\"{Name(each)}\", …) with the Secret's name per environment and a reason",
            "replicas" => $".WithReplicas({values}, reason: \"…\")",
            "resources" => $".WithCapacity({values}, reason: \"…\")",
            "hpa-missing" or "hpa-production-only" or "hpa-range" or "hpa-metric" => ".WithAutoscaling(…In(\"environment\", minimum, maximum, reason))",
            "workload-missing" => "presence per environment, with a reason",
            "inherent" => "a value of the environment in Environments.cs",
            _ => "declare it as a difference, with a reason",
        };
    }

    private string Remove(EnvironmentDifference each) => MigrationPlanner.Of(each, production) is { } value
        ? $"As in {production} everywhere: {MigrationPlanner.Text(value)}"
        : $"As in {production}: leave it out everywhere";

    private static string Name(EnvironmentDifference each) => each.Path[(each.Path.LastIndexOf(' ') + 1)..];
}
