using Parity.Model;

namespace Parity.Authoring;

/// <summary>A declared value as it was written; what is wrong with it is said when the model is read.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
/// <param name="Value">The value.</param>
internal sealed record PerEnvironment<T>(Declared<T> Value)
{
    /// <summary>What a local run takes; false where the environment is not named.</summary>
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
}

/// <summary>Makes declared values.</summary>
internal static class PerEnvironment
{
    public static PerEnvironment<T> Everywhere<T>(T value) => new(Declared.Everywhere(value));

    public static PerEnvironment<T> Of<T>(IEnumerable<(string Environment, T Value)> values, string reason)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(Declared.Per(reason ?? "", [.. values]));
    }
}
