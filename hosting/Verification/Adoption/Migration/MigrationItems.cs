using Parity.Model;

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
        // What runs today, as it would be declared; what is too long to be read, hidden or nowhere stays open.
        string Values(Func<object?, string> write) => $"[{string.Join(", ", environments.Select(name => $"(\"{name}\", {write(MigrationPlanner.Of(each, name))})"))}]";
        static string Word(object? value) => value is string { Length: < 60 } text && text != Sensitive.Hidden ? $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : "…";
        var open = Values(_ => "…");
        return each.Category switch
        {
            "env-value" or "env-missing" or "env-production-only" or "configmap-key" => $".WithSetting(\"{Name(each)}\", {Values(Word)}, reason: \"…\")",
            "env-source" or "secret-key" or "secret-missing" => $".WithSecret(\"{Name(each)}\", …) with the Secret's name per environment and a reason",
            "replicas" => $".WithReplicas({Values(value => value is long number ? $"{number}" : "…")}, reason: \"…\")",
            "image-registry" or "image-tag" or "image-name" or "image-digest" => $".WithImage({Values(Word)}, reason: \"…\"), or one image that is promoted",
            "probe" => $".WithProbe({open}, reason: \"…\") with a whole probe for each",
            "route-timeout" => $".WithTimeout({open}, \"…\") on the route",
            "route-missing" or "route-prefix" => $".WithPresence({Values(value => value is null ? "false" : "true")}, \"…\") on the route",
            "route-weight" => $".AndTo(\"…\", {open}, \"…\") on the route",
            "resources" => $".WithCapacity({open}, reason: \"…\")",
            "hpa-missing" or "hpa-production-only" or "hpa-range" or "hpa-metric" => ".WithAutoscaling(…In(\"environment\", minimum, maximum, reason))",
            "workload-missing" => $".WithPresence({Values(value => value is null ? "false" : "true")}, reason: \"…\")",
            "inherent" => "a value of the environment in Environments.cs",
            _ => "declare it as a difference, with a reason",
        };
    }

    private string Remove(EnvironmentDifference each) => MigrationPlanner.Of(each, production) is { } value
        ? $"As in {production} everywhere: {MigrationPlanner.Text(value)}"
        : $"As in {production}: leave it out everywhere";

    private static string Name(EnvironmentDifference each) => each.Path[(each.Path.LastIndexOf(' ') + 1)..];
}
