using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Sources;

/// <summary>One sub-folder per environment: what stands in each.</summary>
internal sealed class EnvironmentSources(Diagnostics diagnostics)
{
    public IReadOnlyList<EnvironmentSource> Read(SourceTree tree)
    {
        var folders = tree.Files.Where(file => file.Path.Contains('/', StringComparison.Ordinal))
            .GroupBy(file => file.Path[..file.Path.IndexOf('/', StringComparison.Ordinal)], StringComparer.Ordinal)
            .OrderBy(folder => EnvironmentOrder.Rank(folder.Key)).ThenBy(folder => folder.Key, StringComparer.Ordinal).ToList();
        return [.. folders.AsParallel().AsOrdered().Select(folder => ReadFolder(folder.Key, [.. folder]))];
    }

    private EnvironmentSource ReadFolder(string name, IReadOnlyList<SourceFile> files)
    {
        var documents = new YamlDocuments(diagnostics);
        var objects = new List<KubeObject>();
        foreach (var file in files.Where(IsYaml))
            foreach (var document in documents.Read(file)) objects.AddRange(ManifestReader.Objects(document, file.Path));
        var pipelines = files.Where(file => FileName(file.Path).StartsWith("Jenkinsfile", StringComparison.Ordinal)).ToList();
        objects.AddRange(new PipelineConfig(pipelines, files, diagnostics).Objects());
        return new(name, ManifestReader.Deployed(name, objects, diagnostics), pipelines);
    }

    private static bool IsYaml(SourceFile file) => Path.GetExtension(file.Path) is ".yaml" or ".yml" or ".json";

    private static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];
}
