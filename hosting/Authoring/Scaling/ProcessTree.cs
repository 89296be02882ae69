using System.Globalization;

namespace Parity.Authoring;

/// <summary>CPU time and memory of a process and everything that it started.</summary>
internal readonly record struct ProcessTree(TimeSpan Cpu, long Memory)
{
    /// <summary>Null where the process is gone.</summary>
    public static ProcessTree? Read(int process, ILookup<int, ProcessTree.Entry> children)
    {
        if (!OperatingSystem.IsLinux()) return Alone(process);
        if (Entry.Read(process) is not { } root) return null;
        var (cpu, memory) = (root.Cpu, root.Memory);
        for (var open = new Stack<Entry>(children[process]); open.TryPop(out var next);)
        {
            cpu += next.Cpu;
            memory += next.Memory;
            foreach (var child in children[next.Process]) open.Push(child);
        }

        return new(cpu, memory);
    }

    /// <summary>All processes by their parents; empty where the system has no /proc and processes are measured alone.</summary>
    public static ILookup<int, Entry> Children() =>
        (OperatingSystem.IsLinux() ? Directory.EnumerateDirectories("/proc") : [])
        .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var process) ? Entry.Read(process) : null)
        .OfType<Entry>()
        .ToLookup(entry => entry.Parent);

    private static ProcessTree? Alone(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return new(found.TotalProcessorTime, found.WorkingSet64);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>One process.</summary>
    internal sealed record Entry(int Process, int Parent, TimeSpan Cpu, long Memory)
    {
        private static readonly long PageSize = System.Environment.SystemPageSize;

        // 4711 (dotnet (x)) S 1 4711 4711 0 -1 4194304 3303 0 0 0 35 9 0 0 20 0 17 0 31337 3350528 6144 …
        // Fields 4, 14, 15 and 24 of proc_pid_stat(5): parent, user and system time in hundredths of a second, resident pages.
        public static Entry? Read(int process)
        {
            try
            {
                var text = File.ReadAllText($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/stat");
                var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                return new(process, Number(fields[1]), TimeSpan.FromMilliseconds(10L * (Number(fields[11]) + (long)Number(fields[12]))), Number(fields[21]) * PageSize);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return null;
            }

            static int Number(string field) => int.Parse(field, CultureInfo.InvariantCulture);
        }
    }
}
