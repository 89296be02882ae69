using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Parity.Authoring;

/// <summary>The replica file of one run: <c>{"orders": ["http://localhost:40213"]}</c>, replaced in one step.</summary>
internal sealed class ReplicaFeedFile(string folder, string name)
{
    private static int runs;

    // ingress-4711-1.json: process and run within it.
    public string Path { get; } = System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{System.Environment.ProcessId}-{Interlocked.Increment(ref runs)}.json"));

    public void Write(IReadOnlyDictionary<string, string[]> addresses)
    {
        if (!File.Exists(Path)) Prepare();
        var next = Path + ".next";
        File.WriteAllText(next, JsonSerializer.Serialize(addresses));
        File.Move(next, Path, overwrite: true);
    }

    public void Delete()
    {
        if (File.Exists(Path)) File.Delete(Path);
    }

    // A run that was killed could not remove its file.
    private void Prepare()
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(folder, "*.json*"))
        {
            var parts = System.IO.Path.GetFileName(file).Split('-');
            if (parts.Length >= 3 && int.TryParse(parts[^2], CultureInfo.InvariantCulture, out var process) && !IsRunning(process)) File.Delete(file);
        }
    }

    private static bool IsRunning(int process)
    {
        try
        {
            using var running = Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
