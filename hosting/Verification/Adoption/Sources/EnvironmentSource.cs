namespace Parity.Verification.Adoption.Sources;

/// <summary>What was read for one environment.</summary>
internal sealed record EnvironmentSource(string Name, IReadOnlyList<KubeObject> Objects, IReadOnlyList<SourceFile> Pipelines, bool IsCompose);
