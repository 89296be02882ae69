namespace Parity.Model;

/// <summary>A value that is the same in every environment, or a declared difference with its reason.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public abstract record Declared<T>
{
    private Declared()
    {
    }

    /// <summary>The same in every environment.</summary>
    public sealed record Everywhere(T Value) : Declared<T>;

    /// <summary>One value for each environment, and why they differ.</summary>
    public sealed record Differing(Map<string, T> Values, string Reason) : Declared<T>
    {
        /// <summary>Environments that the author named more than once, which <see cref="TopologyRules"/> refuses; the last value stands.</summary>
        public Sequence<string> Twice { get; init; } = [];
    }

    /// <summary>The value in an environment.</summary>
    /// <exception cref="KeyNotFoundException">The difference does not name the environment, which <see cref="TopologyRules"/> refuses.</exception>
    public T In(string environment) => this switch
    {
        Everywhere everywhere => everywhere.Value,
        Differing differing => differing.Values[environment],
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The value in an environment, or any where the difference does not name it: for what is looked at before, or although, the rules refuse it.</summary>
    public T InOrAny(string environment) => this is Differing differing && !differing.Values.ContainsKey(environment) ? differing.Values.Values.FirstOrDefault()! : In(environment);

    /// <summary>All values it can have.</summary>
    public IEnumerable<T> All => this switch
    {
        Everywhere everywhere => [everywhere.Value],
        Differing differing => differing.Values.Values,
        _ => throw new InvalidOperationException(),
    };
}

/// <summary>Makes declared values.</summary>
public static class Declared
{
    /// <summary>The same in every environment.</summary>
    public static Declared<T> Everywhere<T>(T value) => new Declared<T>.Everywhere(value);

    /// <summary>One value for each environment, and why: <c>Declared.Per("cheaper", ("dev", 1), ("production", 3))</c>.</summary>
    public static Declared<T> Per<T>(string reason, params (string Environment, T Value)[] values)
    {
        var environments = values.GroupBy(value => value.Environment, StringComparer.Ordinal).ToArray();
        return new Declared<T>.Differing(environments.ToMap(environment => environment.Key, environment => environment.Last().Value), reason)
        {
            Twice = environments.Where(environment => environment.Count() > 1).Select(environment => environment.Key).ToSequence(),
        };
    }
}
