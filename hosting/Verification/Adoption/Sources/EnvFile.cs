using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Sources;

/// <summary>NAME=value per line, as kubectl reads --from-env-file: comments and blank lines aside, nothing is unquoted.</summary>
internal static class EnvFile
{
    public static Mapping Read(SourceFile file, Diagnostics diagnostics)
    {
        var builder = new MappingBuilder(1, (line, key) => diagnostics.Problem("ADOPT-005", file.Path, line, $"{key} is given twice; the last value counts.", "Remove one of them."));
        var number = 0;
        foreach (var raw in file.Text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            var line = raw.TrimStart().TrimEnd('\r');
            if (line.Length == 0 || line[0] == '#') continue;
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                diagnostics.Problem("ADOPT-006", file.Path, number, "The line is not NAME=value; it was left out.", "Write NAME=value, or # before a remark.");
                continue;
            }
            builder.Add(line[..equals].TrimEnd(), new Scalar(line[(equals + 1)..], true, number), number);
        }
        return builder.Build();
    }

    /// <summary>An object that the file becomes.</summary>
    public static KubeObject As(string kind, string name, Mapping data, string file)
    {
        var metadata = new Mapping([new("name", new Scalar(name, true, 1))], 1);
        return new(new Mapping([new("apiVersion", new Scalar("v1", true, 1)), new("kind", new Scalar(kind, true, 1)), new("metadata", metadata), new("data", data)], 1), file);
    }
}
