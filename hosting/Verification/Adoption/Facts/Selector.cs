using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Facts;

/// <summary>A label selector, compared by what it selects.</summary>
internal sealed record Selector(IReadOnlyList<(string Key, string Operator, IReadOnlyList<string> Values)> Requirements)
{
    /// <summary>From a map of labels, as a Service has it.</summary>
    public static Selector OfLabels(Node? labels) => new([.. labels is null ? [] : Equalities(labels)]);

    /// <summary>From matchLabels and matchExpressions.</summary>
    public static Selector Of(Node? selector)
    {
        if (selector is null) return new([]);
        var expressions = selector.Items("matchExpressions").Select(each => (
            each.Text("key") ?? "", each.Text("operator") ?? "In",
            (IReadOnlyList<string>)[.. each.Items("values").OfType<Scalar>().Select(value => value.Value).Order(StringComparer.Ordinal)]));
        return new([.. selector.At("matchLabels") is { } labels ? Equalities(labels) : [], .. expressions]);
    }

    public bool Matches(IReadOnlyDictionary<string, string> labels) => Requirements.All(each => each.Operator switch
    {
        "In" => labels.TryGetValue(each.Key, out var value) && each.Values.Contains(value),
        "NotIn" => !labels.TryGetValue(each.Key, out var value) || !each.Values.Contains(value),
        "Exists" => labels.ContainsKey(each.Key),
        "DoesNotExist" => !labels.ContainsKey(each.Key),
        _ => false,
    });

    public override string ToString() => Requirements.Count == 0
        ? "all"
        : string.Join(", ", Requirements.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => each.Operator switch
        {
            "In" when each.Values.Count == 1 => $"{each.Key}={each.Values[0]}",
            "Exists" => each.Key,
            "DoesNotExist" => $"!{each.Key}",
            _ => $"{each.Key} {each.Operator} ({string.Join(", ", each.Values)})",
        }));

    private static IEnumerable<(string, string, IReadOnlyList<string>)> Equalities(Node labels) =>
        labels.Entries().Select(pair => (pair.Key, "In", (IReadOnlyList<string>)[pair.Value is Scalar scalar ? scalar.Value : ""]));
}
