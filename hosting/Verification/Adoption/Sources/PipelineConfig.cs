using System.Text.RegularExpressions;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Sources;

/// <summary>ConfigMaps and Secrets that a pipeline makes: kubectl create configmap NAME with --from-env-file, --from-file and --from-literal.</summary>
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
                var line = pipeline.Text.AsSpan(0, command.Index).Count('\n') + 1;
                var data = new MappingBuilder(line, (at, key) => diagnostics.Problem("ADOPT-005", pipeline.Path, at, $"{key} is given twice; the last value counts.", "Remove one of them."));
                var from = pipeline.Path;
                foreach (Match option in Source().Matches(command.Value))
                {
                    var value = option.Groups[2].Value.Trim('"', '\'');
                    var equals = value.IndexOf('=', StringComparison.Ordinal);
                    switch (option.Groups[1].Value)
                    {
                        case "literal" when equals > 0:
                            data.Add(value[..equals], new Scalar(value[(equals + 1)..].Trim('"', '\''), true, line), line);
                            break;
                        case "env-file" when Found(value, kind, name, pipeline, line) is { } file:
                            from = file.Path;
                            foreach (var (key, each) in EnvFile.Read(file, diagnostics).Pairs) data.Add(key, each, each.Line);
                            break;
                        case "file" when Found(equals > 0 ? value[(equals + 1)..] : value, kind, name, pipeline, line) is { } file:
                            from = file.Path;
                            data.Add(equals > 0 ? value[..equals] : value[(value.LastIndexOf('/') + 1)..], new Scalar(file.Text, true, 1), line);
                            break;
                    }
                }
                if (data.Build() is { Pairs.Count: > 0 } made) yield return EnvFile.As(kind, name, made, from);
            }
        }
    }

    private SourceFile? Found(string path, string kind, string name, SourceFile pipeline, int line)
    {
        if (Find(path) is { } file) return file;
        diagnostics.Problem("ADOPT-007", pipeline.Path, line, $"The {kind} {name} comes from {path}, which is not in the folder.", "Add the file to the environment's folder.");
        return null;
    }

    // The pipeline names the file by its place in the repository; collected, it stands somewhere under the environment.
    private SourceFile? Find(string path) =>
        files.Where(file => file.Path == path[(path.LastIndexOf('/') + 1)..] || file.Path.EndsWith($"/{path[(path.LastIndexOf('/') + 1)..]}", StringComparison.Ordinal))
            .OrderByDescending(file => Common(file.Path, path)).ThenBy(file => file.Path.Length).FirstOrDefault();

    private static int Common(string left, string right)
    {
        var count = 0;
        while (count < left.Length && count < right.Length && left[^(count + 1)] == right[^(count + 1)]) count++;
        return count;
    }

    [GeneratedRegex("create\\s+(configmap|cm|secret\\s+generic|secret)\\s+(?:-n\\s+\\S+\\s+)?([A-Za-z0-9.-]+)[^|;&\\r\\n\\\\]*(?:\\\\(?:\\r?\\n)?[^|;&\\r\\n\\\\]*)*")]
    private static partial Regex Create();

    [GeneratedRegex("--from-(env-file|file|literal)[= ](\"[^\"]*\"|'[^']*'|[^\\s'\"]*(?:\"[^\"]*\"|'[^']*')?[^\\s'\"]*)")]
    private static partial Regex Source();
}
