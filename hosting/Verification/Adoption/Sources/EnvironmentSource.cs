namespace Parity.Verification.Adoption.Sources;

/// <summary>What was read for one environment.</summary>
internal sealed record EnvironmentSource(string Name, IReadOnlyList<KubeObject> Objects, IReadOnlyList<SourceFile> Pipelines, bool IsCompose)
{
    /// <summary>The objects' own names where they are compared by others (<see cref="EnvironmentNames"/>).</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();
}
