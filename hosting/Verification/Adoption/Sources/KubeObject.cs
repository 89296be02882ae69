using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Sources;

/// <summary>One object of an environment and where it was read.</summary>
internal sealed record KubeObject(Mapping Root, string File)
{
    public string ApiVersion { get; } = Root.Text("apiVersion") ?? "";

    public string Kind { get; } = Root.Text("kind") ?? "";

    public string Name { get; } = Root.Text("metadata", "name") ?? "";

    public string Namespace { get; } = Root.Text("metadata", "namespace") ?? "";

    public int Line => Root.Line;

    /// <summary>The API group: "apps" of "apps/v1", empty for "v1".</summary>
    public string Group => ApiVersion.Contains('/', StringComparison.Ordinal) ? ApiVersion[..ApiVersion.IndexOf('/', StringComparison.Ordinal)] : "";

    public string Annotation(string key) => Root.Text("metadata", "annotations", key) ?? "";

    public Node? Spec => Root.At("spec");

    public override string ToString() => $"{Kind} {Name}";
}
