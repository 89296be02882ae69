using System.Diagnostics;
using System.Globalization;

namespace Subset.Dcp;

/// <summary>A process and all that descend from it, recognised by an environment variable that they inherit.</summary>
internal sealed class MarkedProcesses(string mark)
{
    private const string Variable = "SUBSET_TEST_MARK";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private Process? _root;

    public static MarkedProcesses New() => new(Guid.NewGuid().ToString("N"));

    public Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[Variable] = mark;
        var process = _root = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    public async Task UntilAsync(Func<IReadOnlyList<string>, bool> condition)
    {
        for (var watch = Stopwatch.StartNew(); !condition(Names()); await Task.Delay(20))
        {
            if (watch.Elapsed <= Patience)
                continue;
            _root?.Kill();
            throw new TimeoutException($"After {Patience} there are only: {string.Join(", ", Names())}");
        }
    }

    /// <summary>Who is still there after that time; returns at once when nobody is.</summary>
    public async Task<IReadOnlyList<string>> SurvivorsAsync(TimeSpan patience)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < patience; await Task.Delay(20))
        {
            if (Names().Count == 0)
                return [];
        }
        return Names();
    }

    /// <summary>Ends all of that name without a chance to clean up.</summary>
    public void Kill(string name)
    {
        foreach (var folder in Folders().Where(folder => Name(folder) == name))
        {
            using var process = Process.GetProcessById(int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture));
            process.Kill();
        }
    }

    private List<string> Names() => [.. Folders().Select(Name).OfType<string>()];

    private IEnumerable<string> Folders() => Directory.EnumerateDirectories("/proc").Where(IsMarked);

    private bool IsMarked(string folder)
    {
        try
        {
            return char.IsAsciiDigit(Path.GetFileName(folder)[0])
                && File.ReadAllText(Path.Combine(folder, "environ")).Contains($"{Variable}={mark}", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // A process that has ended but is not yet collected by its parent has no environment left, so it is not counted.
    private static string? Name(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "comm")).Trim();
        }
        catch (IOException)
        {
            return null;
        }
    }
}
