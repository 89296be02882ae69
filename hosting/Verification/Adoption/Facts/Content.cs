using System.Text.RegularExpressions;
using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Facts;

/// <summary>The content of a file in a ConfigMap: what a reader of JSON, YAML or lines sees, not how it is laid out.</summary>
internal static partial class Content
{
    public static IReadOnlyList<string> Readings(string key, string text)
    {
        if (!text.Contains('\n', StringComparison.Ordinal) && !text.StartsWith('{')) return [];
        var ofLines = Path.GetExtension(key) is ".properties" or ".env" or ".ini" or ".conf" or ".cfg" or ".toml";
        var lines = string.Join('\n', text.Split('\n').Select(line => line.TrimEnd()).Where(line => !ofLines || line.Length > 0 && line.TrimStart()[0] != '#').Select(line => ofLines ? Assignment().Replace(line, "$1=") : line)).Trim('\n');
        return Path.GetExtension(key) is ".json" or ".yaml" or ".yml" && Parsed(key, text) is { } parsed ? [parsed] : [lines];
    }

    // "a = 1" and "a=1"
    [GeneratedRegex("^([A-Za-z0-9_.-]+)\\s*=\\s*")]
    private static partial Regex Assignment();

    private static string? Parsed(string key, string text)
    {
        var diagnostics = new Diagnostics();
        var documents = new YamlDocuments(diagnostics).Read(new(key, text));
        return diagnostics.All().Count > 0 ? null : string.Join("\n---\n", documents.Select(each => Typed(each)));
    }

    // Unlike in an object of Kubernetes, "1" is not 1 here, and order of a list may mean something.
    private static string Typed(Node node) => node switch
    {
        Mapping mapping => $"{{{string.Join(", ", mapping.Pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {Typed(pair.Value)}"))}}}",
        Sequence sequence => $"[{string.Join(", ", sequence.Values.Select(Typed))}]",
        Scalar { Quoted: true } text => $"\"{text.Value}\"",
        Scalar scalar => scalar.IsNull ? "null" : scalar.Value,
        _ => "",
    };
}
