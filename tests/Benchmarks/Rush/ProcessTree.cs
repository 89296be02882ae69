using System.Globalization;

namespace Benchmarks.Rush;

/// <summary>A process and all below it, read from /proc.</summary>
internal static class ProcessTree
{
    // sysconf(_SC_CLK_TCK) is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>CPU time of all of them, and of those below them that have ended.</summary>
    public static double CpuSeconds(int root) => Below(root).Sum(process => process.Own + process.Ended) / TicksPerSecond;

    /// <summary>CPU time of those among them whose program has one of the names.</summary>
    public static double CpuSeconds(int root, IReadOnlySet<string> names) =>
        Below(root).Where(process => names.Contains(process.Name)).Sum(process => process.Own) / TicksPerSecond;

    private static IEnumerable<(int Id, int Parent, string Name, long Own, long Ended)> Below(int root)
    {
        var processes = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => Read(name!)).OfType<(int Id, int Parent, string Name, long Own, long Ended)>().ToList();
        var tree = new HashSet<int> { root };
        for (var before = 0; before != tree.Count;)
        {
            before = tree.Count;
            tree.UnionWith(processes.Where(process => tree.Contains(process.Parent)).Select(process => process.Id));
        }

        return processes.Where(process => tree.Contains(process.Id));
    }

    // 4711 (name with ) and blanks) S 1 4711 ... utime stime cutime cstime ...
    private static (int Id, int Parent, string Name, long Own, long Ended)? Read(string id)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{id}/stat");
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(id, CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture), line[(line.IndexOf('(') + 1)..line.LastIndexOf(')')], Sum(fields[11..13]), Sum(fields[13..15]));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long Sum(IEnumerable<string> fields) => fields.Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
}
