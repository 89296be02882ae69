using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Against;

/// <summary>A model names the container after its workload; in what runs the same program is the first container under any name.</summary>
internal static class MainContainer
{
    public static IEnumerable<KubeObject> Align(IReadOnlyList<KubeObject> today, IReadOnlyList<KubeObject> generated)
    {
        var names = new Dictionary<(string Kind, string Name), string>();
        foreach (var each in today)
            if (each.Root.Items("spec", "template", "spec", "containers").FirstOrDefault()?.Text("name") is { } first) names.TryAdd((each.Kind, each.Name), first);
        return generated.Select(each => names.TryGetValue((each.Kind, each.Name), out var name) ? new KubeObject(Renamed(each.Root, name), each.File) : each);
    }

    private static Mapping Renamed(Mapping root, string name)
    {
        if (root.At("spec", "template", "spec", "containers") is not Sequence { Values: [Mapping container] } || root.Find("spec") is not Mapping spec) return root;
        var template = (Mapping)spec.Find("template")!;
        var pod = (Mapping)template.Find("spec")!;
        var renamed = new Sequence([container.With("name", new Scalar(name, true, container.Line))], container.Line);
        return root.With("spec", spec.With("template", template.With("spec", pod.With("containers", renamed))));
    }
}
