using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Kustomize;

/// <summary>ConfigMaps and Secrets from literals, env files and files. The hash that kustomize appends to names is left away.</summary>
internal static class Generators
{
    public static List<KubeObject> Apply(Kustomization kustomization, string folder, SourceFile file, Mapping root, List<KubeObject> objects, Diagnostics diagnostics)
    {
        foreach (var (field, kind) in new[] { ("configMapGenerator", "ConfigMap"), ("secretGenerator", "Secret") })
        {
            foreach (var generator in root.Items(field))
            {
                var name = generator.Text("name") ?? "";
                var data = Data(kustomization, folder, file, generator, diagnostics);
                var index = objects.FindIndex(each => each.Kind == kind && each.Name == name);
                if (index < 0 || generator.Text("behavior") is not ("merge" or "replace"))
                {
                    if (index >= 0) diagnostics.Problem("ADOPT-043", file.Path, generator.Line, $"The {kind} {name} is there already.", "Add behavior: merge or replace.");
                    if (index >= 0) objects.RemoveAt(index);
                    objects.Add(EnvFile.As(kind, name, data, file.Path));
                }
                else
                {
                    var old = objects[index].Root;
                    var merged = generator.Text("behavior") == "replace" ? data : data.Pairs.Aggregate(old.At("data") as Mapping ?? new([], 1), (all, pair) => all.With(pair.Key, pair.Value));
                    objects[index] = new(old.With("data", merged), file.Path);
                }
            }
        }
        return objects;
    }

    private static Mapping Data(Kustomization kustomization, string folder, SourceFile file, Node generator, Diagnostics diagnostics)
    {
        var builder = new MappingBuilder(generator.Line, (line, key) => diagnostics.Problem("ADOPT-005", file.Path, line, $"{key} is given twice; the last value counts.", "Remove one of them."));
        foreach (var literal in generator.Items("literals").OfType<Scalar>())
        {
            var equals = literal.Value.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) continue;
            builder.Add(literal.Value[..equals], new Scalar(literal.Value[(equals + 1)..].Trim('"', '\''), true, literal.Line), literal.Line);
        }
        var env = generator.Items("envs").Concat(generator.At("env") is { } one ? [one] : []);
        foreach (var path in env.OfType<Scalar>())
        {
            if (Find(path, path.Value) is not { } found) continue;
            foreach (var (key, value) in EnvFile.Read(found, diagnostics).Pairs) builder.Add(key, value, path.Line);
        }
        foreach (var given in generator.Items("files").OfType<Scalar>())
        {
            var equals = given.Value.IndexOf('=', StringComparison.Ordinal);
            var path = given.Value[(equals + 1)..];
            if (Find(given, path) is not { } found) continue;
            builder.Add(equals < 0 ? RelativePath.Name(path) : given.Value[..equals], new Scalar(found.Text, true, given.Line), given.Line);
        }
        return builder.Build();

        SourceFile? Find(Scalar at, string path)
        {
            var found = kustomization.Find(RelativePath.Join(folder, path));
            if (found is null) diagnostics.Problem("ADOPT-041", file.Path, at.Line, $"{path} is not in the folder.", "Collect it too.");
            return found;
        }
    }
}
