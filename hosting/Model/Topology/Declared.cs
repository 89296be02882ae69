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
    public sealed record Differing(Map<string, T> Values, string Reason) : Declared<T>;

    /// <summary>The value in an environment.</summary>
    /// <exception cref="KeyNotFoundException">The difference does not name the environment, which <see cref="TopologyRules"/> refuses.</exception>
    public T In(string environment) => this switch
    {
        Everywhere everywhere => everywhere.Value,
        Differing differing => differing.Values[environment],
        _ => throw new InvalidOperationException(),
    };

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
    public static Declared<T> Per<T>(string reason, params (string Environment, T Value)[] values) => new Declared<T>.Differing(Map.Of(values), reason);
}
