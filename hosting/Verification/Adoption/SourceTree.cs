namespace Parity.Verification.Adoption;

/// <summary>One file of a collected folder: its path from the folder, with forward slashes, and its text.</summary>
public sealed record SourceFile(string Path, string Text);

/// <summary>What somebody collected: one sub-folder per environment, read at the edge.</summary>
public sealed record SourceTree(IReadOnlyList<SourceFile> Files)
{
    /// <summary>All folders, those without a file among them.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>What could not be read from the disk.</summary>
    public IReadOnlyList<SourceDiagnostic> Unread { get; init; } = [];
}
