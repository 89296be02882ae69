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
        var pods = objects.Select(emitted => emitted.Value).OfType<k8s.Models.V1Deployment>().Select(deployment => deployment.Spec.Template)
            .Concat(objects.Select(emitted => emitted.Value).OfType<k8s.Models.V1StatefulSet>().Select(set => set.Spec.Template)).ToArray();

        foreach (var service in objects.Select(emitted => emitted.Value).OfType<k8s.Models.V1Service>())
        {
            var selected = pods.Where(pod => service.Spec.Selector.All(label => pod.Metadata.Labels[label.Key] == label.Value)).ToArray();
            Assert.True(selected.Length == 1, $"{service.Metadata.Name} selects {selected.Length} workloads");
            var ports = selected[0].Spec.Containers.Single().Ports.Select(port => port.Name);
            Assert.Equal([], service.Spec.Ports.Select(port => (string)port.TargetPort).Except(ports));
        }
    }

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
