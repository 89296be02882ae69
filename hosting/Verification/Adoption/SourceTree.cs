namespace Parity.Verification.Adoption;

/// <summary>One file of a collected folder: its path from the folder, with forward slashes, and its text.</summary>
public sealed record SourceFile(string Path, string Text);

/// <summary>What somebody collected: one sub-folder per environment, read at the edge.</summary>
public sealed record SourceTree(IReadOnlyList<SourceFile> Files);
