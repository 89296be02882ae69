using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Kustomize;

/// <summary>
/// Resolves kustomizations in memory (kubectl.docs.kubernetes.io/references/kustomize/kustomization): resources and
/// components, then generators, patches and the changes of names, labels, images and replicas, in kustomize's order.
/// </summary>
internal sealed class Kustomization(IReadOnlyDictionary<string, SourceFile> files, YamlDocuments documents, Diagnostics diagnostics)
{
    private static readonly string[] FileNames = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

    private static readonly HashSet<string> Understood = new(
    [
        "apiVersion", "kind", "metadata", "resources", "bases", "components", "patches", "patchesStrategicMerge", "patchesJson6902", "configMapGenerator", "secretGenerator",
        "generatorOptions", "images", "replicas", "namePrefix", "nameSuffix", "commonLabels", "labels", "commonAnnotations", "namespace", "buildMetadata", "sortOptions", "configurations", "replacements", "crds", "openapi",
    ], StringComparer.Ordinal);

    private readonly List<string> open = [];

    /// <summary>The files that some kustomization has read.</summary>
    public HashSet<string> Used { get; } = new(StringComparer.Ordinal);

    public static bool IsKustomization(string path) => Array.IndexOf(FileNames, path[(path.LastIndexOf('/') + 1)..]) >= 0;

    public SourceFile? FileOf(string folder) => FileNames.Select(name => files.GetValueOrDefault($"{folder}/{name}")).FirstOrDefault(file => file is not null);

    /// <summary>The folders that a kustomization builds on.</summary>
    public IEnumerable<string> References(string folder) => FileOf(folder) is not { } file
        ? []
        : documents.Read(file).SelectMany(root => Paths(root, "resources", "bases", "components")).Select(each => RelativePath.Join(folder, each.Value)).Where(each => FileOf(each) is not null);

    public List<KubeObject> Build(string folder)
    {
        var file = FileOf(folder)!;
        Used.Add(file.Path);
        open.Add(folder);
        var objects = new List<KubeObject>();
        foreach (var root in documents.Read(file).OfType<Mapping>()) objects = Build(folder, file, root, objects);
        open.RemoveAt(open.Count - 1);
        return objects;
    }

    private List<KubeObject> Build(string folder, SourceFile file, Mapping root, List<KubeObject> objects)
    {
        foreach (var (key, value) in root.Pairs)
            if (!Understood.Contains(key)) diagnostics.Problem("ADOPT-040", file.Path, value.Line, $"'{key}' of a kustomization is not resolved here.", "Collect the output of kubectl kustomize instead.");
        foreach (var each in Paths(root, "resources", "bases")) objects.AddRange(Resource(folder, file, each));
        objects = Generators.Apply(this, folder, file, root, objects, diagnostics);
        foreach (var each in Paths(root, "components")) objects = Component(folder, file, each, objects);
        objects = new Patches(this, folder, file, diagnostics).Apply(root, objects);
        // kustomize replaces last, after names have their prefix.
        return new Replacements(this, folder, file, diagnostics).Apply(root, Transformations.Apply(root, objects));
    }

    private List<KubeObject> Resource(string folder, SourceFile file, Scalar resource)
    {
        var path = RelativePath.Join(folder, resource.Value);
        if (FileOf(path) is not null) return Enter(path, file, resource.Line) ? Build(path) : [];
        if (Find(path) is { } found) return [.. documents.Read(found).SelectMany(document => ManifestReader.Objects(document, found.Path, diagnostics))];
        var remote = resource.Value.Contains("://", StringComparison.Ordinal) || resource.Value.StartsWith("github.com/", StringComparison.Ordinal) || resource.Value.Contains("?ref=", StringComparison.Ordinal);
        diagnostics.Problem("ADOPT-041", file.Path, resource.Line, remote ? $"{resource.Value} is elsewhere; nothing is fetched here." : $"{resource.Value} is not in the folder.", "Collect it too, or collect the output of kubectl kustomize.");
        return [];
    }

    // A component changes what was gathered before it instead of bringing its own.
    private List<KubeObject> Component(string folder, SourceFile file, Scalar component, List<KubeObject> objects)
    {
        var path = RelativePath.Join(folder, component.Value);
        if (FileOf(path) is not { } inner)
        {
            Resource(folder, file, component);
            return objects;
        }
        if (!Enter(path, file, component.Line)) return objects;
        Used.Add(inner.Path);
        open.Add(path);
        foreach (var root in documents.Read(inner).OfType<Mapping>()) objects = Build(path, inner, root, objects);
        open.RemoveAt(open.Count - 1);
        return objects;
    }

    private bool Enter(string path, SourceFile file, int line)
    {
        if (!open.Contains(path)) return true;
        diagnostics.Problem("ADOPT-042", file.Path, line, $"The kustomization builds on itself: {string.Join(" -> ", [.. open, path])}.", "Remove one of the references.");
        return false;
    }

    public SourceFile? Find(string path)
    {
        if (!files.TryGetValue(path, out var file)) return null;
        Used.Add(file.Path);
        return file;
    }

    public IReadOnlyList<Node> Read(SourceFile file) => documents.Read(file);

    private static IEnumerable<Scalar> Paths(Node root, params string[] fields) => fields.SelectMany(field => root.Items(field)).OfType<Scalar>();
}
