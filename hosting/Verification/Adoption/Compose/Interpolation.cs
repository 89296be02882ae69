using System.Text.RegularExpressions;
using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Compose;

/// <summary>${NAME}, ${NAME:-default}, ${NAME:?message}, $NAME and $$ of a Compose file, from the .env beside it.</summary>
internal sealed partial class Interpolation(IReadOnlyDictionary<string, string> values, Diagnostics diagnostics)
{
    public Node Apply(Node node, SourceFile file) => node switch
    {
        Mapping mapping => new Mapping([.. mapping.Pairs.Select(pair => KeyValuePair.Create(pair.Key, Apply(pair.Value, file)))], mapping.Line),
        Sequence sequence => new Sequence([.. sequence.Values.Select(each => Apply(each, file))], sequence.Line),
        Scalar scalar when scalar.Value.Contains('$', StringComparison.Ordinal) => new Scalar(Replace(scalar, file), scalar.Quoted, scalar.Line),
        _ => node,
    };

    private string Replace(Scalar scalar, SourceFile file) => Reference().Replace(scalar.Value, match =>
    {
        if (match.Value == "$$") return "$";
        var name = match.Groups["name"].Success ? match.Groups["name"].Value : match.Groups["bare"].Value;
        var mark = match.Groups["mark"].Value;
        var rest = match.Groups["rest"].Value;
        var known = values.TryGetValue(name, out var value) && (value.Length > 0 || !mark.StartsWith(':'));
        if (mark.EndsWith('+')) return known ? rest : "";
        if (known) return value!;
        if (mark.EndsWith('-')) return rest;
        diagnostics.Note("ADOPT-047", file.Path, scalar.Line, $"{name} has no value in .env; it is read as empty.", "Add it to the .env beside the Compose file.");
        return "";
    });

    [GeneratedRegex("\\$\\$|\\$\\{(?<name>[A-Za-z_]\\w*)(?:(?<mark>:?[-+?])(?<rest>[^}]*))?\\}|\\$(?<bare>[A-Za-z_]\\w*)")]
    private static partial Regex Reference();
}
