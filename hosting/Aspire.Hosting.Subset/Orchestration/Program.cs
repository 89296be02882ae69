namespace Aspire.Hosting.Orchestration;

/// <summary>A program and how it is started, before the arguments of its resource.</summary>
internal sealed record Program(string Path, IReadOnlyList<string> Arguments, string WorkingDirectory);
