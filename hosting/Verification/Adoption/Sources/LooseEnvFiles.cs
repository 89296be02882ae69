using Parity.Verification.Adoption.Kustomize;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Sources;

/// <summary>
/// An .env file that no pipeline and no kustomization turns into something: taken for the ConfigMap or Secret that
/// workloads refer to under the file's name and that is nowhere else.
/// </summary>
internal static class LooseEnvFiles
{
    public static IEnumerable<KubeObject> Read(IReadOnlyList<SourceFile> files, IReadOnlyList<KubeObject> objects, Diagnostics diagnostics)
    {
        var used = objects.Select(each => each.File).ToHashSet(StringComparer.Ordinal);
        var hasCompose = files.Any(file => Compose.ComposeFiles.IsCompose(file.Path));
        var hasKustomization = files.Any(file => Kustomization.IsKustomization(file.Path));
        foreach (var file in files.Where(file => file.Path.EndsWith(".env", StringComparison.Ordinal) && !used.Contains(file.Path)))
        {
            if (hasCompose || hasKustomization) continue;
            var stem = RelativePath.Name(file.Path)[..^4];
            if (stem.Length > 0 && Referred(objects, "configMapRef", stem) && !objects.Any(each => each.Kind == "ConfigMap" && each.Name == stem))
            {
                diagnostics.Note("ADOPT-008", file.Path, 1, $"Read as the ConfigMap {stem}, which workloads refer to; no pipeline says so.");
                yield return EnvFile.As("ConfigMap", stem, DotEnv.Read(file, diagnostics), file.Path);
            }
            else
            {
                diagnostics.Note("ADOPT-009", file.Path, 1, "No workload and no pipeline refers to the file; it is compared as a ConfigMap of its name.");
                yield return EnvFile.As("ConfigMap", stem.Length > 0 ? stem : "env", DotEnv.Read(file, diagnostics), file.Path);
            }
        }
    }

    private static bool Referred(IReadOnlyList<KubeObject> objects, string field, string name) => objects.Any(each => Contains(each.Root, field, name));

    private static bool Contains(Node node, string field, string name) => node switch
    {
        Mapping mapping => mapping.Text(field, "name") == name || mapping.Pairs.Any(pair => Contains(pair.Value, field, name)),
        Sequence sequence => sequence.Values.Any(each => Contains(each, field, name)),
        _ => false,
    };
}
