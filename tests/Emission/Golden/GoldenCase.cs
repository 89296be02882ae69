using Parity.Model;

namespace Emission.Golden;

/// <summary>A system and a name; what is generated from it stands in the folder of that name.</summary>
/// <param name="Name"><c>feature-what is special</c>.</param>
/// <param name="Topology">The whole system.</param>
/// <param name="Images">Images by digest, where a pipeline gives them.</param>
internal sealed record GoldenCase(string Name, Topology Topology, Map<string, string> Images);
