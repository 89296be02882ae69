using CsCheck;
using Emission;
using k8s;
using k8s.Models;
using Parity.Emission;
using Parity.Model;
using Parity.Verification;

namespace Verification.Matrix;

public sealed class ParityPropertyTests
{
    [Fact]
    public void The_difference_between_two_environments_is_exactly_what_is_declared() => RandomSystem.Any.Sample(
        system =>
        {
            var emission = Emitter.Emit(system.Topology, []);
            Assert.Equal([], emission.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error));
            var report = ParityCheck.Check(system.Topology, emission, []);

            var found = report.Differences.Where(difference => difference.Kind != DifferenceKind.Inherent).Select(difference => (difference.Subject, difference.Leaf, difference.Kind)).Order();
            Assert.Equal(system.Declared.Select(declared => (declared.Workload, declared.Leaf, DifferenceKind.Declared)).Order(), found);
        },
        iter: 200);

    [Fact]
    public void Any_system_whose_differences_are_declared_is_at_parity_and_the_report_has_all_of_them() => Gen.Int[0, int.MaxValue - 1].Sample(
        seed =>
        {
            var topology = RandomTopology.Of(seed);
            var report = ParityCheck.Check(topology, Emitter.Emit(topology, []), []);

            Assert.True(report.Differences.All(difference => difference.Kind is DifferenceKind.Declared or DifferenceKind.Inherent or DifferenceKind.Approximated), $"seed {seed}\n{string.Join("\n", report.Differences.Where(difference => difference.Severity == DifferenceSeverity.Error))}");
            Assert.Equal(DeclaredIn(topology).Order(), report.Differences.Where(difference => difference.Kind == DifferenceKind.Declared).Select(difference => (difference.Subject, difference.Leaf)).Order());
        },
        iter: 300);

    private static IEnumerable<(string, string)> DeclaredIn(Topology topology) => topology.Workloads.SelectMany(workload => ((IEnumerable<string>)
    [
        .. workload.Presence is Declared<bool>.Differing ? ["presence"] : Array.Empty<string>(),
        .. workload.Replicas is Declared<int>.Differing ? ["replicas"] : Array.Empty<string>(),
        .. workload.Capacity is Declared<Capacity>.Differing ? ["capacity"] : Array.Empty<string>(),
        .. workload.Autoscaling?.Differences.Count > 0 ? ["autoscaling"] : Array.Empty<string>(),
        .. workload.Settings.Where(setting => setting.Value is Declared<string>.Differing).Select(setting => $"setting {setting.Key}"),
        .. workload.Secrets.Where(secret => secret.Name is Declared<string>.Differing).Select(secret => $"secret {secret.Key}"),
        .. workload.Image is Image.Existing { Reference: Declared<string>.Differing } ? ["image"] : Array.Empty<string>(),
        .. workload.DifferingProbes.Select(probe => $"{probe.Kind.ToString().ToLowerInvariant()} probe"),
    ]).Select(leaf => (workload.Name, leaf))).Concat(topology.Routes.Routes.SelectMany(route => ((IEnumerable<string>)
    [
        .. route.Presence is Declared<bool>.Differing ? [""] : Array.Empty<string>(),
        .. route.Timeout is Declared<TimeSpan>.Differing ? [" timeout"] : Array.Empty<string>(),
        .. route.Backends.Where(backend => backend.Weight is Declared<int>.Differing).Select(backend => $" weight of {backend.Workload}"),
    ]).Select(leaf => ("routes", $"route {route.Name}{leaf}"))));

    [Theory]
    [InlineData("staging", "orders/deployment", "orders/deployment spec.replicas", "the declared leaf has another value than declared")]
    [InlineData("production", "orders/deployment", "orders/deployment spec.template.spec.containers[orders].image", "an image is not the environment's")]
    [InlineData("dev", "orders/configmap-settings", "orders/deployment spec.template.spec.containers[orders].environment.Orders__HoldFor", "a setting that is the same everywhere is not")]
    [InlineData("dev", "orders/networkpolicy", "orders/networkpolicy spec.to[address 10.0.0.0/8:9999/TCP]", "an edge that nothing calls for")]
    public void A_leaf_that_is_changed_behind_the_models_back_is_found(string environment, string file, string leaf, string why)
    {
        var emission = Emitter.Emit(Shop.Topology, []);
        var changed = emission with { Objects = emission.Objects.With(environment, [.. emission.Objects[environment].Select(emitted => emitted.File == file ? new Emitted(file, Tamper(emitted.Value)) : emitted)]) };

        var undeclared = ParityCheck.Check(Shop.Topology, changed, []).Differences.Where(difference => difference.Kind == DifferenceKind.Undeclared);
        Assert.True(undeclared.Select(difference => difference.Leaf).SequenceEqual([leaf]), $"{why}: {string.Join("\n", undeclared)}");
    }

    private static IKubernetesObject<V1ObjectMeta> Tamper(IKubernetesObject<V1ObjectMeta> value)
    {
        switch (value)
        {
            case V1Deployment { Metadata.NamespaceProperty: "shop-staging" } deployment:
                deployment.Spec.Replicas = 7;
                break;
            case V1Deployment deployment:
                deployment.Spec.Template.Spec.Containers[0].Image = "elsewhere/orders:1";
                break;
            case V1ConfigMap map:
                map.Data["Orders__HoldFor"] = "1m";
                break;
            case V1NetworkPolicy policy:
                policy.Spec.Egress.Add(new() { To = [new() { IpBlock = new() { Cidr = "10.0.0.0/8" } }], Ports = [new() { Port = 9999, Protocol = "TCP" }] });
                break;
            default:
                throw new NotSupportedException(value.Kind);
        }

        return value;
    }
}
