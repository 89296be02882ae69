using Parity.Verification.Adoption;

namespace Parity.CommandLine;

/// <summary>A folder of collected files as a value. What cannot be read (a link, a closed folder, a binary file) is said, and the rest is read.</summary>
internal sealed class CollectedFolder
{
    // A dump is tens of megabytes; what is larger than this was collected by mistake.
    private const long LargestFile = 512L << 20;
    private const int DeepestFolder = 64;

    private readonly string root;
    private readonly List<SourceFile> files = [];
    private readonly List<string> folders = [];
    private readonly List<SourceDiagnostic> unread = [];

    private CollectedFolder(string root) => this.root = root;

    public static SourceTree Read(string folder)
    {
        var collected = new CollectedFolder(Path.GetFullPath(folder));
        collected.ReadFolder(new DirectoryInfo(collected.root), 0);
        return new([.. collected.files.OrderBy(file => file.Path, StringComparer.Ordinal)])
        {
            Folders = [.. collected.folders.Order(StringComparer.Ordinal)],
            Unread = collected.unread,
        };
    }

    private void ReadFolder(DirectoryInfo folder, int depth)
    {
        try
        {
            foreach (var entry in folder.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal).ToList()) ReadEntry(entry, depth);
        }
        catch (Exception closed) when (closed is UnauthorizedAccessException or IOException or System.Security.SecurityException)
        {
            Say("ADOPT-053", folder, DiagnosticLevel.Problem, $"The folder cannot be read: {closed.Message}", "Give yourself the right to read it, or collect it again.");
        }
    }

    private void ReadEntry(FileSystemInfo entry, int depth)
    {
        if (entry is DirectoryInfo folder && (folder.Name is "node_modules" || folder.Name.StartsWith('.'))) return;
        // A link may lead back to where it stands, or out of what was collected.
        if (entry.LinkTarget is { } target)
        {
            Say("ADOPT-054", entry, DiagnosticLevel.Note, $"A link (to {target}) is not followed.", "Put a copy of what it leads to in its place.");
        }
        else if (entry is DirectoryInfo inner)
        {
            folders.Add(Relative(inner));
            if (depth < DeepestFolder) ReadFolder(inner, depth + 1);
            else Say("ADOPT-053", inner, DiagnosticLevel.Problem, $"More than {DeepestFolder} folders inside each other.", "Collect it flatter.");
        }
        else if (entry is FileInfo file) ReadFile(file);
    }

    private void ReadFile(FileInfo file)
    {
        if (file.Name.StartsWith('.') && !file.Name.EndsWith(".env", StringComparison.Ordinal) && !file.Name.StartsWith(".env", StringComparison.Ordinal)) return;
        try
        {
            if (file.Length > LargestFile)
            {
                Say("ADOPT-055", file, DiagnosticLevel.Problem, $"Larger than {LargestFile >> 20} MiB and not read.", "Split the dump by kind.");
                return;
            }
            var text = CollectedText.Of(File.ReadAllBytes(file.FullName));
            if (text.Remark is { } remark) Say("ADOPT-056", file, text.Text is null && IsRelevant(file.Name) ? DiagnosticLevel.Problem : DiagnosticLevel.Note, remark, text.Text is null ? "" : "Store it as UTF-8.", text.Line);
            if (text.Text is not null) files.Add(new(Relative(file), text.Text));
        }
        catch (Exception closed) when (closed is UnauthorizedAccessException or IOException or System.Security.SecurityException)
        {
            Say("ADOPT-053", file, DiagnosticLevel.Problem, $"The file cannot be read: {closed.Message}", "Give yourself the right to read it, or collect it again.");
        }
    }

    // A picture among the files is nobody's loss; a manifest that cannot be read is.
    private static bool IsRelevant(string name) => Path.GetExtension(name) is ".yaml" or ".yml" or ".json" or ".env" || name.StartsWith("Jenkinsfile", StringComparison.OrdinalIgnoreCase);

    private void Say(string code, FileSystemInfo entry, DiagnosticLevel level, string message, string remedy, int line = 1) => unread.Add(new(code, level, Relative(entry), line, message, remedy));

    private string Relative(FileSystemInfo entry) => Path.GetRelativePath(root, entry.FullName).Replace('\\', '/');
}
