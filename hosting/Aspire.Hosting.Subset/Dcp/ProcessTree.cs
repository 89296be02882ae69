using System.Globalization;

namespace Aspire.Hosting.Dcp;

/// <summary>Who started whom, of all processes of a Linux machine at one moment.</summary>
internal sealed class ProcessTree
{
    private readonly ILookup<int, int> _children =
        Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => char.IsAsciiDigit(name![0]))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture)).ToLookup(ParentOf);

    /// <summary>The children of a process, theirs, and so on.</summary>
    public IEnumerable<int> Below(int process) => _children[process].SelectMany(child => Below(child).Prepend(child));

    // /proc/PID/stat is "PID (NAME) STATE PARENT …"; the name may hold anything, a bracket too.
    private static int ParentOf(int process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(line[(line.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile.
            return 0;
        }
    }
}
