using Parity.Emission;
using Parity.Model;
using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;
using EmittedNode = Parity.Emission.Node;

namespace Parity.Verification.Adoption.Against;

/// <summary>The objects that a model makes of each environment, in the form in which collected ones are compared.</summary>
internal sealed record GeneratedObjects(Map<string, Sequence<KubeObject>> Environments, Sequence<Diagnostic> Diagnostics)
{
    public static GeneratedObjects Of(Topology topology)
    {
        var emission = Emitter.Emit(topology, []);
        return new(
            emission.Objects.ToMap(each => each.Key, each => HashedNames.Strip([.. each.Value.Select(emitted => Named(new((Mapping)Read(emitted.Tree), $"model/{each.Key}/{emitted.File}.yaml")))]).ToSequence()),
            emission.Diagnostics);
    }

    /// <summary>A generated job is called after its content; it is the job of its workload all the same, in a manifest and in a cluster.</summary>
    public static KubeObject Named(KubeObject each) =>
        each.Kind == "Job" && each.Root.At("metadata") is Mapping metadata && each.Root.At("metadata", "labels", "app.kubernetes.io/name") is Scalar name && HashedNames.IsHashed(each.Name, of: name.Value)
            ? new(each.Root.With("metadata", metadata.With("name", name)), each.File)
            : each;

    private static Yaml.Node Read(EmittedNode node) => node switch
    {
        EmittedNode.Map map => new Mapping([.. map.Entries.Select(entry => KeyValuePair.Create(entry.Key, Read(entry.Value)))], 1),
        EmittedNode.List list => new Yaml.Sequence([.. list.Items.Select(Read)], 1),
        EmittedNode.Scalar scalar => new Scalar(scalar.Value, scalar.IsText, 1),
        _ => throw new InvalidOperationException(),
    };
}
