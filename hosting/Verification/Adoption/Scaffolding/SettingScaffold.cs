using System.Text.RegularExpressions;
using Parity.Model;
using Parity.Verification.Adoption.Facts;

namespace Parity.Verification.Adoption.Scaffolding;

/// <summary>What the process finds in its environment, whichever way it came: settings, and references to secrets.</summary>
internal sealed partial class SettingScaffold(
    string workload, IReadOnlyList<Inventory> inventories, IReadOnlyList<WorkloadObject?> objects, IReadOnlyList<EnvironmentVariables> variables, ScaffoldNotes notes)
{
    public (Sequence<Setting> Settings, Sequence<Secret> Secrets) Build()
    {
        var effective = objects.Select((each, index) => each?.Containers.FirstOrDefault() is { } container ? variables[index].Of(container, each.Object) : null).ToList();
        var settings = new List<Setting>();
        var secrets = new List<Secret>();
        foreach (var name in effective.OfType<IReadOnlyDictionary<string, Variable>>().SelectMany(each => each.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var values = effective.Select(each => each?.GetValueOrDefault(name)).ToList();
            if (Refusal(name, values, [.. settings.Select(each => each.Key), .. secrets.Select(each => each.Key)]) is { } refusal) notes.Add(workload, $"env {name}", refusal);
            else if (values.OfType<Variable>().All(each => each.Origin == Origin.Secret))
            {
                secrets.Add(Secret(name, values));
                notes.Add(workload, $"env {name}", "the model sets a secret everywhere, from one entry of its Secret");
            }
            else settings.Add(Setting(name, values));
        }
        return (settings.ToSequence(), secrets.ToSequence());
    }

    private static string? Refusal(string name, List<Variable?> values, List<string> taken)
    {
        var given = values.OfType<Variable>().ToList();
        return !VariableName().IsMatch(name) ? "not a name of a variable that the model takes"
            : taken.Contains(name, StringComparer.OrdinalIgnoreCase) ? "another setting has this name in other letters; configuration has no case"
            : given.Any(each => each.Origin == Origin.Field) ? "a value of the pod itself is not a setting of the model"
            : given.Any(each => each.Origin == Origin.Unresolved) ? "its source was not collected"
            : given.Any(each => each.Origin == Origin.Secret) && given.Any(each => each.Origin != Origin.Secret) ? "a secret in some environments and a plain value in others: make it a secret everywhere"
            : given.Any(each => each.Origin != Origin.Secret && each.Effective.Length > 0 && (SecretName().IsMatch(name) || SecretValue().IsMatch(each.Effective) || Sensitive.Show(name, each.Effective) != each.Effective)) ? "it looks like a secret: keep it in a Secret and refer to it with WithSecret"
            : null;
    }

    // Where the workload is absent, or is not told anything, the model still says something: nothing at all.
    private Setting Setting(string name, List<Variable?> values)
    {
        var last = values.Last(each => each is not null)!;
        for (var index = 0; index < values.Count; index++)
            if (values[index] is null && objects[index] is not null) notes.Add(inventories[index].Environment, workload, $"env {name}", "not set here; the model sets it everywhere, here to nothing");
        return new(name, ScaffoldBuilder.Declare([.. inventories.Select((each, index) =>
            (ScaffoldBuilder.Label(each.Environment), inventories[index].Plain(values[index]?.Effective ?? (objects[index] is null ? last.Effective : ""))))]));
    }

    private Secret Secret(string name, List<Variable?> values)
    {
        var last = values.Last(each => each is not null)!;
        return new(name, ScaffoldBuilder.Declare([.. inventories.Select((each, index) => (ScaffoldBuilder.Label(each.Environment), (values[index] ?? last).Source))]), last.SourceKey) { Form = SecretForm.Variable };
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex VariableName();

    [GeneratedRegex("(password|passwd|pwd|secret|api_?key|access_?key|private_?key|token|credentials?)$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"(password|pwd|accountkey|sharedaccesskey)\s*=\s*[^;\s]|://[^/\s:@]+:[^/\s:@]+@|-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b", RegexOptions.IgnoreCase)]
    private static partial Regex SecretValue();
}
