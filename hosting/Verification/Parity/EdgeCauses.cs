using System.Globalization;
using System.Text.RegularExpressions;
using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Parity.Verification;

/// <summary>Why a policy allows an edge in one environment only: the workload at its other end, the way in, or the collector of telemetry.</summary>
internal sealed partial class EdgeCauses(Topology topology, Environment one, Environment other, ILookup<(string Workload, string Leaf), Declaration> declarations)
{
    private readonly RouteCauses routes = new(topology, one, other, declarations);

    public Cause? Of(EmittedLeaf leaf, Workload workload)
    {
        if (Edge().Match(leaf.Path) is not { Success: true } edge) return null;
        var (peer, port) = (edge.Groups[1].Value, int.Parse(edge.Groups[2].Value, CultureInfo.InvariantCulture));
        if (PeerOf(peer) is { } name && Presence(name) is { } presence) return presence;
        if (Jobs(leaf, workload, peer, port).Select(Presence).FirstOrDefault(cause => cause is not null) is { } job) return job;
        if (peer.StartsWith("address ", StringComparison.Ordinal) && Stores(workload, port).Select(Presence).FirstOrDefault(cause => cause is not null) is { } store) return store;
        if (IsTelemetry(workload, peer, port)) return new Cause.Inherent();
        if (IsWayIn(peer)) return new Cause.Inherent();
        return IsGateway(peer) ? routes.Into(workload) : null;
    }

    /// <summary>Where nobody calls a workload there is nothing to allow: the policy as a whole follows its callers.</summary>
    public Cause? OfPolicy(Workload workload) =>
        topology.Workloads.Where(caller => caller.References.Any(reference => reference.Workload == workload.Name)
                || caller.WaitsFor.Select(topology.Find).OfType<Workload>().Any(job => job.References.Any(reference => reference.Workload == workload.Name)))
            .SelectMany(caller => caller.WaitsFor.Prepend(caller.Name)).Select(Presence).FirstOrDefault(cause => cause is not null)
        ?? routes.Into(workload)
        ?? (one.Telemetry != other.Telemetry && (one.Telemetry.Host == workload.Name || other.Telemetry.Host == workload.Name) ? new Cause.Inherent() : null as Cause);

    /// <summary>A pod that calls nothing in the mesh goes without a sidecar.</summary>
    public Cause? OfSidecar(Workload workload) =>
        workload.References.Select(reference => reference.Workload).Concat(workload.WaitsFor).Select(Presence).FirstOrDefault(cause => cause is not null)
        ?? (one.Telemetry != other.Telemetry ? new Cause.Inherent() : null as Cause);

    private static string? PeerOf(string peer) =>
        peer.StartsWith("workload ", StringComparison.Ordinal) ? peer["workload ".Length..] : peer.Contains("/sa/", StringComparison.Ordinal) ? peer[(peer.LastIndexOf('/') + 1)..] : null;

    // A pod that waits for a job calls what the job calls, where the job exists.
    private IEnumerable<string> Jobs(EmittedLeaf leaf, Workload workload, string peer, int port)
    {
        var isCaller = leaf.Path.StartsWith("spec.to[", StringComparison.Ordinal);
        var caller = isCaller ? workload : topology.Find(PeerOf(peer) ?? "");
        var callee = isCaller ? PeerOf(peer) : workload.Name;
        return from job in (caller?.WaitsFor ?? []).Select(topology.Find).OfType<Workload>()
               where job.References.Any(reference => reference.Workload == callee) || job.Outsides.Any(outside => callee is null && outside.Port == port)
                   || (job.SendsTelemetry && (port == one.Telemetry.Port || port == other.Telemetry.Port)) || (callee is null && Stores(job, port).Any())
               select job.Name;
    }

    // A store that an environment does not run is somebody's service outside, on the same port; a pod also calls what the jobs it waits for call.
    private IEnumerable<string> Stores(Workload workload, int port) =>
        from caller in workload.WaitsFor.Select(topology.Find).OfType<Workload>().Prepend(workload)
        from reference in caller.References
        let callee = topology.Find(reference.Workload)
        where callee is not null && callee.Endpoints.Any(endpoint => endpoint.Name == reference.Endpoint && endpoint.Port == port)
        select callee.Name;

    // The collector is a workload here and an address there.
    private bool IsTelemetry(Workload workload, string peer, int port) =>
        one.Telemetry != other.Telemetry
        && ((port == one.Telemetry.Port && IsCollector(one, workload, peer)) || (port == other.Telemetry.Port && IsCollector(other, workload, peer)));

    private bool IsCollector(Environment environment, Workload workload, string peer)
    {
        var collector = topology.Find(environment.Telemetry.Host)?.Name;
        return PeerOf(peer) is { } name ? name == collector || workload.Name == collector : peer.StartsWith("address ", StringComparison.Ordinal);
    }

    // Pods of the gateway or controller, and in a mesh its control plane.
    private bool IsWayIn(string peer) =>
        one.Ingress.GetType() != other.Ingress.GetType()
        && (peer == $"namespace {one.Ingress.Namespace}" || peer == $"namespace {other.Ingress.Namespace}" || peer == "namespace istio-system");

    private bool IsGateway(string peer) => new[] { one, other }.Any(environment =>
        peer == $"namespace {environment.Ingress.Namespace}" || (environment.Ingress is IngressKind.Istio gateway && peer.EndsWith($"/ns/{gateway.Namespace}/sa/{gateway.ServiceAccount}", StringComparison.Ordinal)));

    private Cause.Declared? Presence(string workload) => Separating(workload, "presence");

    private Cause.Declared? Separating(string workload, string leaf) =>
        declarations[(workload, leaf)].FirstOrDefault(declaration => declaration.Separates(one.Name, other.Name)) is { } declaration ? new(declaration) : null;

    // spec.to[workload orders:8080/TCP]
    [GeneratedRegex(@"^spec\.(?:from|to|allows)\[(.+):(\d+)/(?:TCP|UDP|)\]$")]
    private static partial Regex Edge();
}
