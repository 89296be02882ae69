using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Facts;

/// <summary>
/// A container's security context. What a container leaves to its pod is read with it: runAsUser at the pod and at
/// each of its containers is the same.
/// </summary>
internal static class SecurityFacts
{
    private static readonly string[] Inherited = ["runAsUser", "runAsGroup", "runAsNonRoot", "seccompProfile", "seLinuxOptions", "appArmorProfile"];

    public static void Write(FactWriter container, Node node, WorkloadObject owner, string path)
    {
        var own = node.At("securityContext") as Mapping ?? new Mapping([], node.Line);
        var prefix = $"{path} securityContext";
        foreach (var (key, value) in own.Pairs)
        {
            if (key == "capabilities") WriteCapabilities(container, value, prefix);
            else if (Array.IndexOf(Inherited, key) < 0) container.AddLeaves(value, $"{prefix}.{key}", "security", Defaults.Container, relativeTo: path);
        }
        if (own.Text("privileged") is "true" && own.Text("allowPrivilegeEscalation") is null)
            container.Add($"{prefix}.allowPrivilegeEscalation", "security", Value.Of(true), Value.Of(true));
        foreach (var key in Inherited)
        {
            var effective = own.Find(key) is { IsEmpty: false } given ? given : owner.Pod?.At("securityContext", key);
            var ofPod = effective is not null && own.Find(key) is not { IsEmpty: false };
            foreach (var (leaf, value) in Leaves.Of(effective, $"{prefix}.{key}"))
                container.Add(new(leaf, ofPod ? PodCategory : "security", value) { Default = Defaults.Container.Find(leaf.AsSpan(path.Length + 1)) }, effective);
        }
    }

    /// <summary>Marks a value that a container has from its pod: the pod's line says it, the container's does not again.</summary>
    public const string PodCategory = "security-of-pod";

    private static void WriteCapabilities(FactWriter container, Node capabilities, string prefix)
    {
        foreach (var (key, value) in capabilities.Entries())
        {
            if (value is not Sequence { Values.Count: > 0 } names) continue;
            var set = names.Values.OfType<Scalar>().Select(name => name.Value.ToUpperInvariant()).Select(name => name.StartsWith("CAP_", StringComparison.Ordinal) ? name[4..] : name);
            container.Add($"{prefix}.capabilities.{key}", "security", Value.OfSet(set), at: value);
        }
    }
}
