using System.Text.RegularExpressions;

namespace Parity.Verification.Adoption.Sources;

/// <summary>ConfigMaps and Secrets that a pipeline makes: kubectl create configmap NAME --from-env-file=PATH.</summary>
internal sealed partial class PipelineConfig(IReadOnlyList<SourceFile> pipelines, IReadOnlyList<SourceFile> files, Diagnostics diagnostics)
{
    public IEnumerable<KubeObject> Objects()
    {
        foreach (var pipeline in pipelines)
        {
            foreach (Match command in Create().Matches(pipeline.Text))
            {
                var kind = command.Groups[1].Value.StartsWith("secret", StringComparison.Ordinal) ? "Secret" : "ConfigMap";
                var name = command.Groups[2].Value;
                foreach (Match option in FromEnvFile().Matches(command.Value))
                {
                    var path = option.Groups[1].Value.Trim('"', '\'');
                    if (Find(path) is { } file) yield return EnvFile.As(kind, name, EnvFile.Read(file, diagnostics), file.Path);
                    else
                    {
                        var line = pipeline.Text.AsSpan(0, command.Index).Count('\n') + 1;
                        diagnostics.Problem("ADOPT-007", pipeline.Path, line, $"The {kind} {name} comes from {path}, which is not in the folder.", "Add the file to the environment's folder.");
                    }
                }
            }
        }
    }

    // The pipeline names the file by its place in the repository; collected, it stands somewhere under the environment.
    private SourceFile? Find(string path) =>
        files.Where(file => file.Path.EndsWith(path[(path.LastIndexOf('/') + 1)..], StringComparison.Ordinal))
            .Where(file => file.Path == path[(path.LastIndexOf('/') + 1)..] || file.Path.EndsWith($"/{path[(path.LastIndexOf('/') + 1)..]}", StringComparison.Ordinal))
            .OrderByDescending(file => Common(file.Path, path)).ThenBy(file => file.Path.Length).FirstOrDefault();

    private static int Common(string left, string right)
    {
        var count = 0;
        while (count < left.Length && count < right.Length && left[^(count + 1)] == right[^(count + 1)]) count++;
        return count;
    }

    [GeneratedRegex("create\\s+(configmap|cm|secret\\s+generic|secret)\\s+(?:-n\\s+\\S+\\s+)?([A-Za-z0-9.-]+)[^|;&\\r\\n]*(?:\\\\\\r?\\n[^|;&\\r\\n]*)*")]
    private static partial Regex Create();

    [GeneratedRegex("--from-env-file[= ](\\S+)")]
    private static partial Regex FromEnvFile();
}
