using System.Text.RegularExpressions;
using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Parity.Verification;

/// <summary>
/// Finds what a leaf that differs between two environments comes from. It knows the rules that emission follows, not its code, so a
/// mistake of an emitter is a leaf that nothing explains.
/// </summary>
internal sealed partial class LeafCauses(Topology topology, Environment one, Environment other, ILookup<(string Workload, string Leaf), Declaration> declarations)
{
    private const string SizeLimit = ".emptyDir.sizeLimit";

    private readonly EdgeCauses edges = new(topology, one, other, declarations);
    private readonly IngressCauses ingress = new(topology, one, other);
    private readonly ScalerCauses scalers = new(one, other);
    private readonly RouteCauses routes = new(topology, one, other, declarations);

    public Cause Of(EmittedLeaf leaf)
    {
        var workload = topology.Find(leaf.File.Split('/')[0]);
        if (workload is not null && leaf.Path.Length == 0 && Declared(workload.Name, "presence") is { } presence) return presence;
        if (workload is not null && OwnerOf(leaf.Path, workload) is { } owner && OfContainer(leaf, owner) is { } ofContainer) return ofContainer;
        if (workload is not null && OfWorkload(leaf, workload) is { } ofWorkload) return ofWorkload;
        return OfRouteNotes(leaf) ?? OfEnvironment(leaf, workload) ?? routes.Of(leaf) ?? (Cause)new Cause.None("Nothing in the model says that it differs: declare the difference with its reason (WithSetting, WithSecret, WithReplicas, WithCapacity, WithImage, WithProbe, WithTimeout, WithPresence), or make it equal.");
    }

    // Where both environments note their routes on the namespace, a declared route is the cause before the environments are.
    private Cause.Declared? OfRouteNotes(EmittedLeaf leaf) =>
        leaf is { File: "namespace", Path: "metadata.annotations.parity/routes", One: not null, Other: not null, IsTranslated: false } ? routes.Of(leaf) : null;

    private Cause? OfContainer(EmittedLeaf leaf, Workload owner)
    {
        // The container of a job that is waited for, where the job exists.
        if (leaf.One is null != leaf.Other is null && ItemOnly().IsMatch(leaf.Path) && Declared(owner.Name, "presence") is { } presence) return presence;
        if (SecretVariable().Match(leaf.Path) is { Success: true } secret) return OfFile(leaf, owner, secret.Groups[1].Value);
        if (Variable().Match(leaf.Path) is { Success: true } variable) return OfVariable(leaf, owner, variable.Groups[1].Value);
        if (File().Match(leaf.Path) is { Success: true } file) return OfFile(leaf, owner, file.Groups[1].Value);
        if (leaf.Path.Contains(".resources.", StringComparison.Ordinal)) return OfCapacity(leaf, owner, leaf.Path[(leaf.Path.LastIndexOf('.') + 1)..]);
        if (leaf.Path.EndsWith(SizeLimit, StringComparison.Ordinal)) return OfCapacity(leaf, owner, "ephemeral-storage");
        if (owner.Image is Image.Existing image && leaf.Path.EndsWith("].image", StringComparison.Ordinal)) return AsDeclared(leaf, image.Reference, reference => reference, Declared(owner.Name, "image"));
        if (owner.Image is Image.Existing pulled && leaf.Path.EndsWith("].imagePullPolicy", StringComparison.Ordinal)) return AsDeclared(leaf, pulled.Reference, ImagePulls.Of, Declared(owner.Name, "image"));
        return Probe().Match(leaf.Path) is { Success: true } probe ? OfProbe(leaf, owner, Enum.Parse<ProbeKind>(probe.Groups[1].Value, ignoreCase: true), probe.Groups[2].Value) : null;
    }

    private Cause? OfVariable(EmittedLeaf leaf, Workload owner, string key)
    {
        if (owner.Settings.FirstOrDefault(setting => setting.Key == key) is { } setting)
            return AsDeclared(leaf, setting.Value, value => value, Declared(owner.Name, $"setting {key}"));
        // services__postgres__tcp__0 exists where postgres does.
        if (Discovery().Match(key) is { Success: true } discovery && topology.Workloads.FirstOrDefault(callee => callee.Name == discovery.Groups[1].Value) is { } called) return Declared(called.Name, "presence");
        return null;
    }

    private Cause? OfFile(EmittedLeaf leaf, Workload owner, string key) =>
        owner.Secrets.FirstOrDefault(secret => secret.Key == key) is { } secret
            ? AsDeclared(leaf, secret.Name, name => $"Secret {name}/{secret.Entry}", Declared(owner.Name, $"secret {key}"))
            : null;

    private Cause? OfProbe(EmittedLeaf leaf, Workload owner, ProbeKind kind, string field) =>
        owner.DifferingProbes.FirstOrDefault(probe => probe.Kind == kind) is { } declared ? AsDeclared(leaf, declared.Value, probe => ProbeFields.Of(probe, field), Declared(owner.Name, Declaration.LeafOf(kind))) : null;

    private Cause OfCapacity(EmittedLeaf leaf, Workload owner, string resource) =>
        AsDeclared(leaf, owner.Capacity, capacity => Quantities.Of(capacity, resource), Declared(owner.Name, "capacity"));

    private Cause? OfWorkload(EmittedLeaf leaf, Workload workload)
    {
        if (leaf.Path == "spec.replicas" && leaf.Kind is "Deployment" or "StatefulSet") return AsDeclared(leaf, workload.Replicas, replicas => replicas.ToString(System.Globalization.CultureInfo.InvariantCulture), Declared(workload.Name, "replicas"));
        if (leaf.Path.Contains(".volumes[folder-", StringComparison.Ordinal) && leaf.Path.EndsWith(SizeLimit, StringComparison.Ordinal)) return OfCapacity(leaf, workload, "ephemeral-storage");
        // A budget stands only where a replica can be spared.
        if (leaf is { Kind: "PodDisruptionBudget", Path: "" }) return Declared(workload.Name, workload.Autoscaling is null ? "replicas" : "autoscaling");
        if (leaf.Path is "spec.minReplicas" or "spec.minReplicaCount" && workload.Autoscaling is { } least) return OfBounds(leaf, workload, environment => least.BoundsIn(environment).Minimum);
        if (leaf.Path is "spec.maxReplicas" or "spec.maxReplicaCount" && workload.Autoscaling is { } most) return OfBounds(leaf, workload, environment => most.BoundsIn(environment).Maximum);
        // A new job has a new name, whatever has changed in it.
        if (leaf is { Kind: "Job", Path: "metadata.name" } && leaf.One!.StartsWith(workload.Name, StringComparison.Ordinal) && leaf.Other!.StartsWith(workload.Name, StringComparison.Ordinal)) return new Cause.Inherent();
        if (leaf.Path.Contains("parity/waits-for", StringComparison.Ordinal)) return workload.WaitsFor.Select(job => Declared(job, "presence")).FirstOrDefault(cause => cause is not null);
        if (leaf.Path.Contains("sidecar.istio.io", StringComparison.Ordinal) && edges.OfSidecar(workload) is { } sidecar) return sidecar;
        if (leaf is { Kind: "AuthorizationPolicy", Path: "" } && edges.OfPolicy(workload) is { } policy) return policy;
        if (leaf.Kind is "NetworkPolicy" or "AuthorizationPolicy") return edges.Of(leaf, workload);
        return null;
    }

    private Cause OfBounds(EmittedLeaf leaf, Workload workload, Func<string, int> bound) =>
        AsDeclared(leaf, Model.Declared.Per("", (one.Name, bound(one.Name)), (other.Name, bound(other.Name))), number => number.ToString(System.Globalization.CultureInfo.InvariantCulture), Declared(workload.Name, "autoscaling"));

    private Cause.Inherent? OfEnvironment(EmittedLeaf leaf, Workload? workload)
    {
        if (leaf.IsTranslated) return new();
        if (leaf.File == "namespace" && leaf.Path.StartsWith("metadata.annotations.parity/", StringComparison.Ordinal)) return new();
        return ingress.Explains(leaf, workload) || (workload is not null && scalers.Explains(leaf, workload)) ? new() : null;
    }

    private static Workload? Named(Topology topology, string container, Workload workload) =>
        container.StartsWith("wait-for-", StringComparison.Ordinal) ? topology.Find(container["wait-for-".Length..]) ?? topology.Find(container["wait-for-".Length..Math.Max("wait-for-".Length, container.LastIndexOf('-'))]) : container is "secrets" || container == workload.Name ? workload : null;

    private Workload? OwnerOf(string path, Workload workload) =>
        Container().Match(path) is { Success: true } container ? Named(topology, container.Groups[1].Value, workload) : null;

    // The declaration explains its own values and no other ones.
    private Cause AsDeclared<T>(EmittedLeaf leaf, Declared<T> declared, Func<T, string?> text, Cause.Declared? cause)
    {
        var (expected, otherExpected) = (text(declared.In(one.Name)), text(declared.In(other.Name)));
        if (leaf.One == expected && leaf.Other == otherExpected && cause is not null) return cause;
        return new Cause.None($"The model says {one.Name} = {expected ?? "(nothing)"}, {other.Name} = {otherExpected ?? "(nothing)"}: the manifests do not follow it. Run generate again, or report the emitter.");
    }

    private Cause.Declared? Declared(string workload, string leaf) =>
        declarations[(workload, leaf)].FirstOrDefault(declaration => declaration.Separates(one.Name, other.Name)) is { } declaration ? new(declaration) : null;

    [GeneratedRegex(@"\.(?:containers|initContainers|volumes)\[([^\]]+)\]")]
    private static partial Regex Container();

    [GeneratedRegex(@"\.(?:initContainers|volumes)\[[^\]]+\]$")]
    private static partial Regex ItemOnly();

    [GeneratedRegex(@"ontainers\[[^\]]+\]\.environment\.(.+)$")]
    private static partial Regex Variable();

    [GeneratedRegex(@"ontainers\[[^\]]+\]\.environment\.([^.]+)\.secret$")]
    private static partial Regex SecretVariable();

    [GeneratedRegex(@"\.volumes\[[^\]]+\]\.files\.(.+)$")]
    private static partial Regex File();

    [GeneratedRegex(@"\]\.(startup|readiness|liveness)Probe\.(.+)$")]
    private static partial Regex Probe();

    [GeneratedRegex("^services__(.+?)__")]
    private static partial Regex Discovery();
}
