using k8s;
using k8s.Models;

namespace Parity.Emission;

/// <summary>One Kubernetes object of one environment.</summary>
/// <param name="File">Where it is written, without environment and ending: <c>orders/deployment</c>. The same file in two environments is the same thing.</param>
/// <param name="Value">The typed object; its namespace is set, except for the namespace itself.</param>
public sealed record Emitted(string File, IKubernetesObject<V1ObjectMeta> Value)
{
    private Node.Map? tree;

    /// <summary>The object as nodes.</summary>
    public Node.Map Tree => tree ??= Read();

    /// <summary>The same without keeping it: of thousands of objects, each is written once.</summary>
    internal Node.Map Read() => (Node.Map)ObjectReader.Read(Value);

    public string Kind => Value.Kind;

    public string Name => Value.Metadata.Name;
}
