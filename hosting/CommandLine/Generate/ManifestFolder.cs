using Parity.Model;

namespace Parity.CommandLine;

/// <summary>A file that is not as the model says.</summary>
/// <param name="Path">Below <c>manifests/</c>.</param>
/// <param name="Kind"><c>added</c>, <c>changed</c> or <c>removed</c>, by what generating does.</param>
/// <param name="Detail">The first line that differs.</param>
internal sealed record FileChange(string Path, string Kind, string Detail);

/// <summary>The folder <c>manifests/</c> on disk. It holds generated files only: what the model does not give is removed.</summary>
internal sealed class ManifestFolder(string path)
{
    public IReadOnlyList<FileChange> Compare(FileTree wanted)
    {
        var found = Read();
        return
        [
            .. wanted.Files.Where(file => !found.ContainsKey(file.Key)).Select(file => new FileChange(file.Key, "added", ""))
                .Concat(wanted.Files.Where(file => found.TryGetValue(file.Key, out var text) && text != file.Value).Select(file => new FileChange(file.Key, "changed", FirstDifference(found[file.Key], file.Value))))
                .Concat(found.Keys.Where(file => !wanted.Files.ContainsKey(file)).Select(file => new FileChange(file, "removed", "")))
                .OrderBy(change => change.Path, StringComparer.Ordinal),
        ];
    }

    /// <summary>Writes the whole folder beside the old one and puts it in its place in one step, so that no reader sees half of it.</summary>
    public void Write(FileTree wanted, IReadOnlyList<FileChange> changes)
    {
        if (changes.Count == 0) return;
        var staged = $"{path}.{System.Environment.ProcessId}.new";
        var old = $"{path}.{System.Environment.ProcessId}.old";
        try
        {
            foreach (var (file, text) in wanted.Files)
            {
                var target = Path.Combine(staged, file);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.WriteAllText(target, text);
            }

            if (Directory.Exists(path)) Directory.Move(path, old);
            Directory.Move(staged, path);
        }
        finally
        {
            if (!Directory.Exists(path) && Directory.Exists(old)) Directory.Move(old, path);
            foreach (var leftover in new[] { staged, old }.Where(Directory.Exists)) Directory.Delete(leftover, recursive: true);
        }
    }

    private Dictionary<string, string> Read() => !Directory.Exists(path)
        ? []
        : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(path, file).Replace('\\', '/'), File.ReadAllText);

    private static string FirstDifference(string found, string wanted)
    {
        var (before, after) = (found.Split('\n'), wanted.Split('\n'));
        for (var line = 0; line < Math.Max(before.Length, after.Length); line++)
        {
            var (old, @new) = (before.ElementAtOrDefault(line), after.ElementAtOrDefault(line));
            if (old != @new) return $"line {line + 1}: '{old?.Trim()}' -> '{@new?.Trim()}'";
        }

        return "";
    }
}
