using Parity.Model;
using Parity.Verification.Adoption;
using Parity.Verification.Adoption.Scaffolding;

namespace Verification.Adoption;

/// <summary>A scaffold generates what runs today, except for what it lists.</summary>
public sealed class ScaffoldTests(ITestOutputHelper output)
{
    private static SourceTree Drifted => Collected.Of(
        ("dev/all.yaml", Library.Manifests.Replace("replicas: 3", "replicas: 1", StringComparison.Ordinal)),
        ("production/all.yaml", Library.Manifests.Replace("http://search:9200", "http://search.example.com:9200", StringComparison.Ordinal).Replace("host: library.example.org", "host: books.example.org", StringComparison.Ordinal)));

    [Fact]
    public void Loses_nothing_of_the_example_data_but_what_it_lists() => Prove(Collected.Folder(Collected.ShopOrSkip()), "shop");

    [Fact]
    public void Loses_nothing_of_a_system_with_every_kind_of_workload_but_what_it_lists() => Prove(Drifted, "library");

    [Theory]
    [InlineData("clinic")]
    [InlineData("harbour")]
    [InlineData("orchard")]
    [InlineData("parcel")]
    [InlineData("tram")]
    [InlineData("quarry")]
    public void Loses_nothing_of_further_systems_but_what_it_lists(string name) => Prove(DataSet.Read(name).Tree, name);

    [Fact]
    public void Carries_images_probes_timeouts_and_routes_of_each_environment()
    {
        var topology = Scaffolds.Of(DataSet.Read("quarry").Tree, "quarry").Topology;
        var scales = topology.Find("scales")!;

        Assert.Equal(new Image.Existing(Declared.Per(Scaffold.Reason, ("dev", "registry.dev.example.org/quarry/scales:dev-81"), ("staging", "registry.example.org/quarry/scales:3.1.0"), ("production", "registry.example.org/quarry/scales:3.1.0"))), scales.Image);
        Assert.Equal([ProbeKind.Liveness], scales.DifferingProbes.Select(each => each.Kind));
        var route = topology.Routes.Routes.Single(each => each.Match.Path.Path == "/scales");
        Assert.Equal(Declared.Per(Scaffold.Reason, ("dev", TimeSpan.FromSeconds(8)), ("staging", TimeSpan.FromSeconds(20)), ("production", TimeSpan.FromSeconds(8))), route.Timeout);
        Assert.Equal(Declared.Per(Scaffold.Reason, ("dev", true), ("staging", true), ("production", false)), topology.Routes.Routes.Single(each => each.Match.Path.Path == "/office").Presence);
    }

    [Fact]
    public void Ports_of_Compose_services_are_endpoints_and_a_route_is_suggested()
    {
        var scaffold = Scaffolds.Of(DataSet.Read("harbour").Tree, "harbour");
        var berths = scaffold.Topology.Find("berths")!;

        Assert.Equal((WorkloadKind.Service, "main", 8080, Protocol.Http), (berths.Kind, berths.Endpoints[0].Name, berths.Endpoints[0].Port, berths.Endpoints[0].Protocol));
        Assert.Contains("Route.Prefix(\"/berths\").To(\"berths\") would", ScaffoldCode.Write(scaffold), StringComparison.Ordinal);
    }

    [Fact]
    public void Carries_settings_replicas_images_and_presence_with_a_reason_to_fill_in()
    {
        var topology = Scaffolds.Of(Drifted, "library").Topology;
        var catalogue = topology.Find("catalogue")!;

        Assert.Equal(Declared.Per(Scaffold.Reason, ("dev", 1), ("production", 3)), catalogue.Replicas);
        Assert.Equal(Declared.Per(Scaffold.Reason, ("dev", "http://search:9200"), ("production", "http://search.example.com:9200")), catalogue.Settings.Single(each => each.Key == "SEARCH_URL").Value);
        Assert.Equal(Declared.Everywhere("50"), catalogue.Settings.Single(each => each.Key == "PAGE_SIZE").Value);
        Assert.Equal(new Image.Existing("ghcr.io/library/catalogue:1.4.0"), catalogue.Image);
        Assert.Equal(["/api/books/*"], topology.Routes.Routes.Select(each => each.Match.Path.ToString()));
    }

    [Fact]
    public void Proof_names_what_a_changed_scaffold_loses()
    {
        var scaffold = Scaffolds.Of(Drifted, "library");
        var changed = scaffold.Topology with
        {
            Workloads = scaffold.Topology.Workloads.Select(each => each.Name == "catalogue" ? each with { Settings = each.Settings.Where(setting => setting.Key != "SEARCH_URL").ToSequence() } : each).ToSequence(),
        };

        Assert.Equal(["dev: catalogue env SEARCH_URL", "production: catalogue env SEARCH_URL"], Scaffolds.Prove(Drifted, changed, scaffold.NotCarried).Unlisted);
    }

    [Fact]
    public void Code_states_every_workload_and_lists_what_is_not_carried_over()
    {
        var scaffold = Scaffolds.Of(Drifted, "library");
        var code = ScaffoldCode.Write(scaffold);

        foreach (var workload in scaffold.Topology.Workloads) Assert.Contains($"new Container(\"{workload.Name}\")", code, StringComparison.Ordinal);
        foreach (var loss in scaffold.NotCarried) Assert.Contains($"{loss.Workload} {loss.Path}", code, StringComparison.Ordinal);
    }

    private void Prove(SourceTree tree, string name)
    {
        var scaffold = Scaffolds.Of(tree, name);
        foreach (var each in scaffold.NotCarried.GroupBy(each => each.Reason)) output.WriteLine($"{each.Count()} {each.Key}");

        Assert.Equal([], scaffold.Diagnostics.Where(each => each.Severity == Parity.Model.Severity.Error).Select(each => each.ToString()));
        Assert.Equal([], scaffold.Unexplained.Select(each => $"{each.Environment} {each.Category} {each.Workload} {each.Path}: {each.Today} | {each.Generated}"));
        var (unlisted, unfounded) = Scaffolds.Prove(tree, scaffold.Topology, scaffold.NotCarried);
        Assert.Equal([], unlisted);
        Assert.Equal([], unfounded);
    }
}
