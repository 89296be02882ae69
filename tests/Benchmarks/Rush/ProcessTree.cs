using System.Globalization;

namespace Benchmarks.Rush;

/// <summary>A process and all below it, read from /proc.</summary>
internal static class ProcessTree
{
    // sysconf(_SC_CLK_TCK) is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    public static double CpuSeconds(int root)
    {
        var processes = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => Read(name!)).OfType<(int Id, int Parent, long Ticks)>().ToList();
        var tree = new HashSet<int> { root };
        for (var before = 0; before != tree.Count;)
        {
            before = tree.Count;
            tree.UnionWith(processes.Where(process => tree.Contains(process.Parent)).Select(process => process.Id));
        }

        return processes.Where(process => tree.Contains(process.Id)).Sum(process => process.Ticks) / TicksPerSecond;
    }

    // 4711 (name with ) and blanks) S 1 4711 ... utime stime cutime cstime ...
    private static (int Id, int Parent, long Ticks)? Read(string id)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{id}/stat");
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(id, CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture), fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
