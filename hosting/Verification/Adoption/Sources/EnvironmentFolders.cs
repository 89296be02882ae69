using Parity.Verification.Adoption.Compose;
using Parity.Verification.Adoption.Kustomize;

namespace Parity.Verification.Adoption.Sources;

/// <summary>Which folders are environments: the sub-folders, or those of overlays/; what others only build on is none, and neither is a folder of documents.</summary>
internal static class EnvironmentFolders
{
    private const int Deepest = 4;

    private static readonly HashSet<string> Containers = new(["overlays", "environments", "envs", "clusters"], StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<string> Find(SourceTree tree, Kustomization kustomization, Diagnostics diagnostics)
    {
        var folders = Candidates(tree);
        var built = tree.Files.Where(file => Kustomization.IsKustomization(file.Path)).Select(file => RelativePath.Folder(file.Path))
            .SelectMany(folder => kustomization.References(folder).Select(reference => (From: folder, To: reference))).ToList();
        var found = folders.Where(folder => EnvironmentOrder.IsKnown(RelativePath.Name(folder)) || !built.Any(each => Inside(each.To, folder) && !Inside(each.From, folder)))
            .Where(folder => !RelativePath.Name(folder).StartsWith('.') && RelativePath.Name(folder) is not ("base" or "bases" or "components")).ToList();
        foreach (var stray in found.Where(folder => !EnvironmentOrder.IsKnown(RelativePath.Name(folder)) && !tree.Files.Any(file => Inside(file.Path, folder) && IsOfDeployment(file))).ToList())
        {
            found.Remove(stray);
            diagnostics.Note("ADOPT-052", stray, 1, "The folder holds nothing that is deployed; it was not taken for an environment.");
        }
        foreach (var file in tree.Files.Where(file => IsOfDeployment(file) && !file.Path.EndsWith(".json", StringComparison.Ordinal) && !found.Any(folder => Inside(file.Path, folder)) && !built.Any(each => Inside(file.Path, each.To))))
            diagnostics.Note("ADOPT-057", file.Path, 1, "The file stands in no environment's folder; it was left out.", "Move it into the folder of the environment that it belongs to.");
        return [.. found.OrderBy(folder => EnvironmentOrder.Rank(RelativePath.Name(folder))).ThenBy(folder => folder, StringComparer.Ordinal)];
    }

    public static bool Inside(string path, string folder) => path == folder || path.StartsWith($"{folder}/", StringComparison.Ordinal);

    // deploy/k8s/overlays/dev: a folder with nothing but one folder in it is only passed through.
    private static List<string> Candidates(SourceTree tree)
    {
        var under = "";
        for (var depth = 0; ; depth++)
        {
            var children = Children(tree, under);
            if (children.FirstOrDefault(each => Containers.Contains(RelativePath.Name(each))) is { } container) return Children(tree, $"{container}/");
            if (depth == Deepest || children.Count != 1 || EnvironmentOrder.IsKnown(RelativePath.Name(children[0])) || Children(tree, $"{children[0]}/").Count < 1) return children;
            under = $"{children[0]}/";
        }
    }

    private static List<string> Children(SourceTree tree, string under) => [.. tree.Files.Select(file => file.Path).Where(path => path.IndexOf('/', Math.Min(under.Length, path.Length)) > 0).Concat(tree.Folders.Select(folder => $"{folder}/"))
        .Where(path => path.StartsWith(under, StringComparison.Ordinal) && path.Length > under.Length).Select(path => path[..path.IndexOf('/', under.Length)])
        .Distinct(StringComparer.Ordinal)];

    private static bool IsOfDeployment(SourceFile file) => Path.GetExtension(file.Path) is ".yaml" or ".yml" or ".json" or ".env" || ComposeFiles.IsCompose(file.Path)
        || RelativePath.Name(file.Path).StartsWith("Jenkinsfile", StringComparison.OrdinalIgnoreCase);
}
