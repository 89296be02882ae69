using Parity.Emission;
using Parity.Model;

namespace Emission;

/// <summary>Names that an API server refuses are refused before, and those that it takes lead to names that it takes.</summary>
public sealed class NameTests
{
    private const string Fifty = "orders-of-the-second-hand-market-in-the-north-west";

    [Theory]
    [InlineData("Orders", "WORKLOAD-001")]
    [InlineData("1orders", "WORKLOAD-001")]
    [InlineData("orders-", "WORKLOAD-001")]
    [InlineData("orders_of", "WORKLOAD-001")]
    [InlineData("orders\n", "WORKLOAD-001")]
    [InlineData("bücher", "WORKLOAD-001")]
    [InlineData("", "WORKLOAD-001")]
    [InlineData(Fifty, "WORKLOAD-001")]
    [InlineData(Fifty + "-and-elsewhere", "WORKLOAD-001")]
    [InlineData("default", "WORKLOAD-001")]
    [InlineData("default-deny", "WORKLOAD-001")]
    [InlineData("allow-nothing", "WORKLOAD-001")]
    [InlineData("allow-nothing-else", "")]
    [InlineData("orders-of-the-second-hand-market-in-town", "")]
    public void A_workload_is_called_as_a_service_can_be(string name, string code) =>
        Assert.Equal(code, Codes(workload => workload with { Name = name }));

    [Theory]
    [InlineData("a-b", "")]
    [InlineData("8080", "WORKLOAD-008")]
    [InlineData("a--b", "WORKLOAD-008")]
    [InlineData("sixteen-letters-", "WORKLOAD-008")]
    public void An_endpoint_is_called_as_a_port_can_be(string name, string code) =>
        Assert.Equal(code, Codes(workload => workload with { Endpoints = [new(name, 8080, Protocol.Http)], Probes = [] }));

    [Theory]
    [InlineData("/var/spool", "")]
    [InlineData("/var/Spool of_it", "")]
    [InlineData("/tmp", "")]
    [InlineData("/", "WORKLOAD-009")]
    [InlineData("var", "WORKLOAD-009")]
    [InlineData("/var/", "WORKLOAD-009")]
    [InlineData("/var//spool", "WORKLOAD-009")]
    [InlineData("/var/../etc", "WORKLOAD-009")]
    [InlineData("/c:/x", "WORKLOAD-009")]
    [InlineData("/run/secrets", "WORKLOAD-009")]
    public void A_folder_is_one_that_a_volume_can_be_mounted_on(string path, string code) =>
        Assert.Equal(code, Codes(workload => workload with { Folders = [new(path, 0)], Secrets = [new("Key", Declared.Everywhere("vault"), "entry")] }));

    // Two objects of one kind and name: the second would take the place of the first without a word.
    [Fact]
    public void What_is_for_all_workloads_has_a_name_that_none_can_have()
    {
        var emitted = Emitter.Emit(Shop.Topology, []).Objects.Values.SelectMany(objects => objects).Where(emitted => !emitted.File.Contains('/', StringComparison.Ordinal));

        var policies = emitted.Select(shared => shared.Value).OfType<k8s.IKubernetesObject<k8s.Models.V1ObjectMeta>>().Where(shared => shared.Kind.EndsWith("Policy", StringComparison.Ordinal)).Select(shared => shared.Metadata.Name).Distinct().ToList();

        Assert.NotEmpty(policies);
        Assert.All(policies, name => Assert.Equal("WORKLOAD-001", Codes(workload => workload with { Name = name })));
    }

    [Fact]
    public void Folders_that_are_alike_have_volumes_of_their_own()
    {
        string[] paths = ["/var/a-b", "/var/a/b", "/var/A/b", "/var/a_b", $"/{new string('x', 90)}", $"/{new string('x', 91)}", "/tmp"];
        var topology = With(Shop.Catalog with { Folders = [.. paths.Select(path => new Folder(path, 0))] });

        var pod = ((k8s.Models.V1Deployment)Emitter.Emit(topology, []).Objects["dev"].Single(emitted => emitted.File == "catalog/deployment").Value).Spec.Template.Spec;

        var names = pod.Volumes.Select(volume => volume.Name).ToArray();
        Assert.Equal(names.Distinct(), names);
        Assert.All(names, name => Assert.Matches("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", name));
        Assert.Equal(paths.Order(StringComparer.Ordinal), pod.Containers[0].VolumeMounts.Where(mount => mount.Name != "secrets").Select(mount => mount.MountPath).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_that_stands_twice_and_a_label_that_is_too_long_are_refused()
    {
        Assert.Equal("WORKLOAD-009", Codes(workload => workload with { Folders = [new("/var/a", 0), new("/var/a", 0)] }));
        Assert.Equal("WORKLOAD-001", string.Join(' ', (With(Shop.Catalog) with { Name = new string('s', 56) }).Check().Select(diagnostic => diagnostic.Code)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ready")]
    public void A_probe_asks_something(string path) => Assert.Equal("PROBE-007", Codes(workload => workload with { Probes = [new(ProbeKind.Readiness, new ProbeCheck.Http(path, "http"), TimeSpan.FromSeconds(1), 1)] }));

    private static string Codes(Func<Workload, Workload> change) => string.Join(' ', Emitter.Emit(With(change(Shop.Catalog)), []).Diagnostics.Select(diagnostic => diagnostic.Code).Distinct());

    private static Topology With(Workload workload) => new("shop", [Shop.Dev, Shop.Staging, Shop.Production], [workload with { References = [], WaitsFor = [] }], RouteTable.Of());
}
