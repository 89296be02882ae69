using Parity.Verification.Adoption.Compose;
using Parity.Verification.Adoption.Kustomize;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Sources;

/// <summary>One sub-folder per environment: what stands in each, whatever form it has.</summary>
internal sealed class EnvironmentSources(Diagnostics diagnostics)
{
    public IReadOnlyList<EnvironmentSource> Read(SourceTree tree)
    {
        var files = tree.Files.GroupBy(file => file.Path, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var folders = EnvironmentFolders.Find(tree, new(files, new(new()), new()), diagnostics);
        if (folders.Count < 2) diagnostics.Problem("ADOPT-050", folders.Count > 0 ? folders[0] : ".", 1, $"{folders.Count} environments were found; two are needed to compare.", "Put what each environment runs into a sub-folder named after it.");
        return EnvironmentNames.Align([.. folders.AsParallel().AsOrdered().WithDegreeOfParallelism(Math.Max(1, Math.Min(folders.Count, 8))).Select(folder => ReadFolder(folder, files))], diagnostics);
    }

    private EnvironmentSource ReadFolder(string folder, IReadOnlyDictionary<string, SourceFile> all)
    {
        var name = RelativePath.Name(folder);
        var files = all.Values.Where(file => file.Path.StartsWith($"{folder}/", StringComparison.Ordinal)).OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        var documents = new YamlDocuments(diagnostics);
        var objects = Kustomized(name, files, new(all, documents, diagnostics), out var used);
        foreach (var file in files.Where(file => IsManifest(file) && !used(file.Path))) objects.AddRange(ReadManifest(file, documents));
        var compose = new ComposeFiles(files, documents, diagnostics).Objects().ToList();
        var pipelines = files.Where(file => RelativePath.Name(file.Path).StartsWith("Jenkinsfile", StringComparison.OrdinalIgnoreCase) || file.Path.EndsWith(".jenkinsfile", StringComparison.OrdinalIgnoreCase)).ToList();
        objects.AddRange(new PipelineConfig(pipelines, files, diagnostics).Objects());
        var deployed = ManifestReader.Deployed(name, [.. objects, .. compose], diagnostics);
        deployed = HashedNames.Strip([.. deployed, .. LooseEnvFiles.Read(files, deployed, diagnostics)]);
        if (deployed.Count == 0) diagnostics.Problem("ADOPT-051", folder, 1, $"Nothing that runs was found for {name}.", "Add a dump (kubectl get … -o yaml), manifests or Compose files.");
        return new(name, deployed, pipelines, compose.Count > 0 && objects.Count == 0);
    }

    // With kustomizations in the folder, only what they build on is deployed; their own files are not read on their own.
    private static List<KubeObject> Kustomized(string name, IReadOnlyList<SourceFile> files, Kustomization kustomization, out Func<string, bool> used)
    {
        var folders = files.Where(file => Kustomization.IsKustomization(file.Path)).Select(file => RelativePath.Folder(file.Path)).ToList();
        var built = folders.SelectMany(kustomization.References).ToHashSet(StringComparer.Ordinal);
        var roots = folders.Where(folder => !built.Contains(folder)).ToList();
        // Kustomizations that only refer to each other in a circle have no root: the first is taken, and the circle is reported.
        if (roots.Count == 0 && folders.Count > 0) roots = [folders[0]];
        if (roots.Count > 1 && roots.Where(root => RelativePath.Name(root) == name).ToList() is { Count: > 0 } named) roots = named;
        var objects = roots.SelectMany(kustomization.Build).ToList();
        used = path => kustomization.Used.Contains(path) || folders.Any(folder => EnvironmentFolders.Inside(path, folder));
        return objects;
    }

    private IEnumerable<KubeObject> ReadManifest(SourceFile file, YamlDocuments documents)
    {
        if (file.Text.Contains("{{", StringComparison.Ordinal) && file.Path.Contains("/templates/", StringComparison.Ordinal))
        {
            diagnostics.Problem("ADOPT-048", file.Path, 1, "A template of a chart, not what it renders.", "Collect the output of helm template with the environment's values.");
            return [];
        }
        return documents.Read(file).SelectMany(document => ManifestReader.Objects(document, file.Path, diagnostics));
    }

    private static bool IsManifest(SourceFile file) =>
        Path.GetExtension(file.Path) is (".yaml" or ".yml" or ".json") && !ComposeFiles.IsCompose(file.Path) && RelativePath.Name(file.Path) is not ("Chart.yaml" or "values.yaml");
}
