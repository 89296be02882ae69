using System.Text;
using Parity.Verification.Adoption;

namespace Parity.CommandLine;

/// <summary>A folder of collected files as a value: text only, links and hidden folders left out.</summary>
internal static class CollectedFolder
{
    // A dump is tens of megabytes; what is larger than this was collected by mistake.
    private const long LargestFile = 512L << 20;

    public static SourceTree Read(string folder, Action<string> skipped)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System, IgnoreInaccessible = false };
        var files = new List<SourceFile>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", options).Concat(Directory.EnumerateFiles(folder, ".env", options)).Distinct().Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (name.Split('/').SkipLast(1).Any(part => part is "node_modules" || part.StartsWith('.'))) continue;
            if (new FileInfo(path).Length > LargestFile)
            {
                skipped($"{name}: larger than {LargestFile >> 20} MiB and not read. Split the dump by kind.");
                continue;
            }
            var bytes = File.ReadAllBytes(path);
            if (!bytes.AsSpan(0, Math.Min(bytes.Length, 8192)).Contains((byte)0)) files.Add(new(name, Encoding.UTF8.GetString(bytes)));
        }
        return new(files);
    }
}
