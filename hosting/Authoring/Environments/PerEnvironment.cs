using Parity.Model;

namespace Parity.Authoring;

/// <summary>A declared value as it was written; what is wrong with it is said when the model is read.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
/// <param name="Value">The value; of an environment that stands twice, the last.</param>
/// <param name="Twice">Environments that stand more than once.</param>
internal sealed record PerEnvironment<T>(Declared<T> Value, Sequence<string> Twice)
{
    /// <summary>What a local run takes; null where the environment is not named.</summary>
    public bool TryGet(string? environment, out T value)
    {
        value = default!;
        switch (Value)
        {
            case Declared<T>.Everywhere everywhere:
                value = everywhere.Value;
                return true;
            case Declared<T>.Differing differing when environment is not null && differing.Values.TryGetValue(environment, out var found):
                value = found;
                return true;
            default:
                return false;
        }
    }

    public IEnumerable<Diagnostic> Check(string workload, string what, string call) =>
        from environment in Twice
        select Diagnostic.Error("DIFF-005", $"workload '{workload}'", $"the {what} names the environment '{environment}' more than once.", $"Keep one value for '{environment}' in {call}.");
}

/// <summary>Makes declared values.</summary>
internal static class PerEnvironment
{
    public static PerEnvironment<T> Everywhere<T>(T value) => new(Declared.Everywhere(value), []);

    public static PerEnvironment<T> Of<T>(IEnumerable<(string Environment, T Value)> values, string reason)
    {
        ArgumentNullException.ThrowIfNull(values);
        var names = values.GroupBy(value => value.Environment, StringComparer.Ordinal).ToArray();
        return new(
            new Declared<T>.Differing(names.ToMap(name => name.Key, name => name.Last().Value), reason ?? ""),
            names.Where(name => name.Count() > 1).Select(name => name.Key).ToSequence());
    }
}
