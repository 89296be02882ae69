using CsCheck;
using k8s.Models;
using Parity.Emission;

namespace Emission.Properties;

/// <summary>What an object names, the environment has.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("production")]
    public void Every_name_leads_to_an_object(string environment)
    {
        var objects = Emitter.Emit(Shop.Topology, []).Objects[environment];
        var existing = objects.Select(emitted => (emitted.Kind, emitted.Name)).ToHashSet();

        var dangling = objects.SelectMany(emitted => Names(emitted.Tree).Where(name => !existing.Contains(name)).Select(name => $"{emitted.File}: {name}"));

        Assert.Equal([], dangling);
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("production")]
    public void Every_service_selects_pods_and_every_port_is_one_of_theirs(string environment)
    {
        var objects = Emitter.Emit(Shop.Topology, []).Objects[environment];
        var pods = objects.Select(emitted => emitted.Value).OfType<V1Deployment>().Select(deployment => deployment.Spec.Template)
            .Concat(objects.Select(emitted => emitted.Value).OfType<V1StatefulSet>().Select(set => set.Spec.Template)).ToArray();

        foreach (var service in objects.Select(emitted => emitted.Value).OfType<V1Service>())
        {
            var selected = pods.Where(pod => service.Spec.Selector.All(label => pod.Metadata.Labels[label.Key] == label.Value)).ToArray();
            Assert.True(selected.Length == 1, $"{service.Metadata.Name} selects {selected.Length} workloads");
            var ports = selected[0].Spec.Containers.Single().Ports.Select(port => port.Name);
            Assert.Equal([], service.Spec.Ports.Select(port => (string)port.TargetPort).Except(ports));
        }
    }

    [Fact]
    public void Every_folder_of_every_container_is_a_volume_of_its_pod_and_every_program_runs_as_its_own_user() => Gen.Int[0, int.MaxValue - 1].Sample(
        seed =>
        {
            var topology = RandomTopology.Of(seed);
            foreach (var (environment, objects) in Emitter.Emit(topology, []).Objects)
            {
                foreach (var (name, spec, claims) in objects.Select(emitted => emitted.Value).Select(Pod).Where(pod => pod.Spec is not null))
                {
                    var volumes = (spec!.Volumes ?? []).Select(volume => volume.Name).Concat(claims).ToArray();
                    Assert.Equal(volumes.Distinct(), volumes);
                    var containers = spec.Containers.Concat(spec.InitContainers ?? []).ToArray();
                    foreach (var container in containers)
                    {
                        Assert.True(!container.VolumeMounts.Select(mount => mount.Name).Except(volumes).Any(), $"seed {seed}, {environment}: {name}/{container.Name} mounts a volume that its pod lacks");
                        Assert.Equal(topology.Find(container.Name.Replace("wait-for-", "", StringComparison.Ordinal))!.User, container.SecurityContext.RunAsUser ?? spec.SecurityContext.RunAsUser);
                    }
                }
            }
        },
        iter: 200);

    private static (string Name, V1PodSpec? Spec, IEnumerable<string> Claims) Pod(object value) => value switch
    {
        V1Deployment deployment => (deployment.Name(), deployment.Spec.Template.Spec, []),
        V1StatefulSet set => (set.Name(), set.Spec.Template.Spec, (set.Spec.VolumeClaimTemplates ?? []).Select(claim => claim.Name())),
        V1Job job => (job.Name(), job.Spec.Template.Spec, []),
        _ => ("", null, []),
    };

    // "configMapRef": {"name": …}, "serviceAccountName": …, "destination": {"host": …}, "backend": {"service": {"name": …}}
    private static IEnumerable<(string Kind, string Name)> Names(Node node) => node switch
    {
        Node.Map map => map.Entries.SelectMany(entry => entry.Key switch
        {
            "configMapRef" => [("ConfigMap", entry.Value.Text("name"))],
            "serviceAccountName" => [("ServiceAccount", ((Node.Scalar)entry.Value).Value)],
            "destination" when entry.Value.Text("host").Length > 0 => [("Service", entry.Value.Text("host"))],
            "service" when entry.Value.Text("name").Length > 0 => [("Service", entry.Value.Text("name"))],
            _ => Names(entry.Value),
        }),
        Node.List list => list.Items.SelectMany(Names),
        _ => [],
    };
}
