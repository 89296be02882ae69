namespace Parity.Model;

/// <summary>Files of a folder as a value: what emission returns and what a folder holds.</summary>
/// <param name="Files">Path relative to the folder, with <c>/</c>, to text.</param>
public sealed record FileTree(Map<string, string> Files);
