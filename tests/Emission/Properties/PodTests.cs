using System.Globalization;
using k8s.Models;
using Parity.Emission;
using Parity.Model;

namespace Emission.Properties;

/// <summary>What every workload of any system gets without a further word of its author.</summary>
public sealed class PodTests
{
    [Fact]
    public void Every_pod_is_restricted_ends_in_order_and_is_spread() => Each((topology, environment, objects) =>
    {
        foreach (var (workload, pod, isJob) in Pods(topology, objects))
        {
            var spec = pod.Spec;
            Assert.Equal((true, "RuntimeDefault", false, false), (spec.SecurityContext.RunAsNonRoot, spec.SecurityContext.SeccompProfile.Type, spec.AutomountServiceAccountToken, spec.EnableServiceLinks));
            Assert.True(spec.Volumes is null || spec.Volumes.All(volume => volume.EmptyDir is not null || volume.Projected is not null));
            Assert.Equal((workload.Name, isJob ? null : (int?)2), (spec.ServiceAccountName, spec.TopologySpreadConstraints?.Count));
            foreach (var container in spec.Containers.Concat(spec.InitContainers ?? []))
            {
                var context = container.SecurityContext;
                Assert.Equal((false, false, true, "ALL"), (context.AllowPrivilegeEscalation, context.Privileged, context.ReadOnlyRootFilesystem, string.Join(' ', context.Capabilities.Drop)));
                Assert.True((context.RunAsUser ?? spec.SecurityContext.RunAsUser) > 10000);
                Assert.Equal(["cpu", "ephemeral-storage", "memory"], container.Resources.Requests.Keys.Order());
                Assert.Equal(["ephemeral-storage", "memory"], container.Resources.Limits.Keys.Order());
                Assert.All(container.Resources.Limits, limit => Assert.Equal(limit.Value, container.Resources.Requests[limit.Key]));
            }

            var sleep = spec.Containers.Single().Lifecycle?.PreStop.Sleep.Seconds ?? 0;
            Assert.True(spec.TerminationGracePeriodSeconds > sleep + workload.Shutdown.Timeout.TotalSeconds);
            Assert.Equal(workload.ProbesIn(environment).Select(probe => probe.Kind).Order(), Probes(spec.Containers.Single()));
            Assert.Equal(["component", "instance", "managed-by", "name", "part-of"], pod.Metadata.Labels.Keys.Where(label => label.StartsWith("app.kubernetes.io/", StringComparison.Ordinal)).Select(label => label.Split('/')[1]).Order());
        }
    });

    [Fact]
    public void A_rollout_takes_no_replica_away_and_a_drain_one_of_several() => Each((topology, environment, objects) =>
    {
        var budgets = objects.OfType<V1PodDisruptionBudget>().Select(budget => budget.Metadata.Name).Order(StringComparer.Ordinal);

        Assert.Equal(
            topology.In(topology.Environments.Single(each => each.Name == environment)).Where(workload => workload.Kind != WorkloadKind.Job && (workload.Autoscaling?.BoundsIn(environment).Minimum ?? workload.Replicas.In(environment)) > 1).Select(workload => workload.Name),
            budgets);
        Assert.All(objects.OfType<V1Deployment>(), deployment => Assert.Equal("0", deployment.Spec.Strategy.RollingUpdate.MaxUnavailable.Value));
    });

    [Fact]
    public void Who_may_call_whom_is_what_references_routes_waits_and_telemetry_say() => Each((topology, environment, objects) =>
    {
        var target = topology.Environments.Single(each => each.Name == environment);
        var running = topology.In(target).ToArray();
        // A waiting pod runs the job's program too, so it calls what the job calls.
        var meant = running.SelectMany(caller => caller.WaitsFor.Select(name => running.FirstOrDefault(job => job.Name == name)).OfType<Workload>().Prepend(caller).SelectMany(program => Calls(program, target, running)).Select(call => $"{caller.Name} -> {call}"))
            .Distinct().Order(StringComparer.Ordinal).ToArray();

        Assert.Equal(meant, objects.OfType<V1NetworkPolicy>().SelectMany(policy => (policy.Spec.Ingress ?? []).SelectMany(rule => rule.FromProperty.Where(peer => peer.PodSelector is not null).Select(peer => $"{peer.PodSelector.MatchLabels["app.kubernetes.io/name"]} -> {policy.Metadata.Name}:{rule.Ports.Single().Port.Value}"))).Order(StringComparer.Ordinal));
        Assert.Equal(meant, objects.OfType<V1NetworkPolicy>().SelectMany(policy => (policy.Spec.Egress ?? []).SelectMany(rule => rule.To.Where(peer => peer.PodSelector is not null).SelectMany(peer => rule.Ports.Select(port => $"{policy.Metadata.Name} -> {peer.PodSelector.MatchLabels["app.kubernetes.io/name"]}:{port.Port.Value}")))).Order(StringComparer.Ordinal));
        if (target.Ingress is not IngressKind.Istio) return;
        Assert.Equal(meant, objects.OfType<CustomObject<AuthorizationPolicySpec>>().SelectMany(policy => (policy.Spec.Rules ?? []).SelectMany(rule => rule.From!.Single().Source.Principals.Where(principal => principal.StartsWith($"cluster.local/ns/{target.Namespace}/", StringComparison.Ordinal)).Select(principal => $"{principal.Split('/')[^1]} -> {policy.Metadata.Name}:{rule.To!.Single().Operation.Ports.Single()}"))).Order(StringComparer.Ordinal));
        Assert.Equal(running.Where(workload => workload.Endpoints.Count > 0).Select(workload => workload.Name), objects.OfType<CustomObject<DestinationRuleSpec>>().Where(rule => rule.Spec.TrafficPolicy.OutlierDetection is not null).Select(rule => rule.Spec.Host).Order(StringComparer.Ordinal));
    });

    private static IEnumerable<string> Calls(Workload program, Parity.Model.Environment target, Workload[] running) =>
        program.References.Where(reference => running.Any(callee => callee.Name == reference.Workload))
            .Select(reference => string.Create(CultureInfo.InvariantCulture, $"{reference.Workload}:{running.First(callee => callee.Name == reference.Workload).Endpoints.First(endpoint => endpoint.Name == reference.Endpoint).Port}"))
            .Concat(program.SendsTelemetry && running.Any(callee => callee.Name == target.Telemetry.Host) ? [string.Create(CultureInfo.InvariantCulture, $"{target.Telemetry.Host}:{target.Telemetry.Port}")] : []);

    private static IEnumerable<ProbeKind> Probes(V1Container container)
    {
        if (container.StartupProbe is not null) yield return ProbeKind.Startup;
        if (container.ReadinessProbe is not null) yield return ProbeKind.Readiness;
        if (container.LivenessProbe is not null) yield return ProbeKind.Liveness;
    }

    private static IEnumerable<(Workload Workload, V1PodTemplateSpec Pod, bool IsJob)> Pods(Topology topology, object[] objects) => objects
        .Select(each => each switch { V1Deployment deployment => deployment.Spec.Template, V1StatefulSet set => set.Spec.Template, V1Job job => job.Spec.Template, _ => null })
        .OfType<V1PodTemplateSpec>().Select(pod => topology.Find(pod.Spec.Containers.Single().Name)! is var workload ? (workload, pod, workload.Kind == WorkloadKind.Job) : default);

    // The shop first, which has all of it.
    private static void Each(Action<Topology, string, object[]> holds)
    {
        foreach (var topology in Enumerable.Range(0, 150).Select(RandomTopology.Of).Prepend(Shop.Topology))
        {
            foreach (var (environment, objects) in Emitter.Emit(topology, []).Objects) holds(topology, environment, [.. objects.Select(emitted => emitted.Value)]);
        }
    }
}
