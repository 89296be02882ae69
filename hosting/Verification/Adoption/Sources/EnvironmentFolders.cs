using Parity.Verification.Adoption.Kustomize;

namespace Parity.Verification.Adoption.Sources;

/// <summary>Which folders are environments: the sub-folders, or those of overlays/; what others only build on is none.</summary>
internal static class EnvironmentFolders
{
    private static readonly HashSet<string> Containers = new(["overlays", "environments", "envs", "clusters"], StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<string> Find(SourceTree tree, Kustomization kustomization)
    {
        var folders = Children(tree, "");
        if (folders.FirstOrDefault(Containers.Contains) is { } container) folders = Children(tree, $"{container}/");
        var built = tree.Files.Where(file => Kustomization.IsKustomization(file.Path)).Select(file => RelativePath.Folder(file.Path))
            .SelectMany(folder => kustomization.References(folder).Select(reference => (From: folder, To: reference))).ToList();
        return [.. folders.Where(folder => EnvironmentOrder.IsKnown(RelativePath.Name(folder)) || !built.Any(each => Inside(each.To, folder) && !Inside(each.From, folder)))
            .Where(folder => !RelativePath.Name(folder).StartsWith('.') && RelativePath.Name(folder) is not ("base" or "bases" or "components"))
            .OrderBy(folder => EnvironmentOrder.Rank(RelativePath.Name(folder))).ThenBy(folder => folder, StringComparer.Ordinal)];
    }

    public static bool Inside(string path, string folder) => path == folder || path.StartsWith($"{folder}/", StringComparison.Ordinal);

    private static List<string> Children(SourceTree tree, string under) => [.. tree.Files.Where(file => file.Path.StartsWith(under, StringComparison.Ordinal) && file.Path.IndexOf('/', under.Length) > 0)
        .Select(file => file.Path[..file.Path.IndexOf('/', under.Length)]).Distinct(StringComparer.Ordinal)];
}
