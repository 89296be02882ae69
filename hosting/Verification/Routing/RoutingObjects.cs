using Parity.Verification.Adoption;
using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Routing;

/// <summary>The objects of manifests, and the strictness that interpreting them needs.</summary>
internal static class RoutingObjects
{
    public static IReadOnlyList<KubeObject> Read(Model.FileTree files)
    {
        var diagnostics = new Diagnostics();
        var reader = new YamlDocuments(diagnostics);
        KubeObject[] objects = [.. files.Files.SelectMany(file => reader.Read(new SourceFile(file.Key, file.Value)).SelectMany(document => ManifestReader.Objects(document, file.Key, new())))];
        return diagnostics.All() is [var first, ..] ? throw new InvalidDataException($"{first.File}:{first.Line}: {first.Message}") : objects;
    }

    /// <summary>The entries of a node; a field that the interpreter does not know would make its answer a guess, so it is an error.</summary>
    public static Node Only(this Node node, params ReadOnlySpan<string> fields)
    {
        foreach (var (key, value) in node.Entries())
        {
            if (!fields.Contains(key)) throw new InvalidDataException($"line {value.Line}: '{key}' is not a field that is interpreted here.");
        }

        return node;
    }

    public static string Required(this Node node, string field) =>
        node.Text(field) ?? throw new InvalidDataException($"line {node.Line}: '{field}' is missing.");

    public static int Number(this Node node, string field, int otherwise) =>
        node.Text(field) is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : otherwise;

    public static TimeSpan Duration(this Node node, params ReadOnlySpan<string> path) =>
        node.Text(path) is not { } text ? TimeSpan.Zero
        : Model.Duration.TryParse(text, out var duration) ? duration
        : throw new InvalidDataException($"line {node.Line}: '{text}' is not a duration.");
}
