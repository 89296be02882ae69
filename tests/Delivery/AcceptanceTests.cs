using System.Text.Json.Nodes;
using Emission;
using Parity.Delivery;
using Parity.Emission;
using Parity.Model;

namespace Delivery;

/// <summary>What emission makes, before a real API server that validates strictly in a namespace of restricted pods.</summary>
public sealed class AcceptanceTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("production")]
    public async Task Every_object_is_accepted(string name)
    {
        await using var cluster = await TestCluster.StartAsync();
        var stop = TestContext.Current.CancellationToken;
        var environment = Shop.Topology.Environments.Single(one => one.Name == name) with { Namespace = cluster.Namespace };
        var topology = Shop.Topology with { Environments = Shop.Topology.Environments.Select(one => one.Name == name ? environment : one).ToSequence() };
        var desired = DesiredState.Of(topology, environment, Emitter.Emit(topology, []).Objects[name]);
        var live = await LiveObjects.ReadAsync(cluster.Client, "shop", cluster.Namespace, stop);
        var applying = new Applying(cluster.Client, desired, TimeProvider.System, new Progress<DeliveryEvent>());
        Change[] changes = [.. desired.Objects.Where(one => !live.Unknown.Contains(one.Key.Resource)).Select(one => new Change(one, live.Find(one.Key)))];
        var left = desired.Objects.Where(one => live.Unknown.Contains(one.Key.Resource)).Select(one => one.Key.Kind).Distinct().ToList();
        output.WriteLine($"{changes.Length} objects held against the API server{(left.Count == 0 ? "" : $"; it does not serve {string.Join(", ", left)}, which were left out: install the CRDs of Istio, KEDA and the Gateway API")}");
        Assert.Equal([], await applying.RehearseAsync(new(changes, []), force: false, stop));

        // Pod security looks at pods, not at what makes them: each template as a pod, in the namespace as it would be.
        await applying.ApplyAsync(new([.. changes.Where(change => change.Wanted.Key.Kind is "Namespace" or "ServiceAccount")], []), force: false, TimeSpan.FromMinutes(1), stop);
        foreach (var one in desired.Objects.Where(one => RolloutState.IsRollout(one.Key.Kind)))
        {
            var pod = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Pod", ["metadata"] = new JsonObject { ["name"] = one.Key.Name }, ["spec"] = one.Body["spec"]!["template"]!["spec"]!.DeepClone() };
            foreach (var mount in one.Body["spec"]!["volumeClaimTemplates"]?.AsArray().Select(claim => claim!["metadata"]!["name"]!.ToString()) ?? [])
                pod["spec"]!["volumes"]!.AsArray().Add(new JsonObject { ["name"] = mount, ["emptyDir"] = new JsonObject() });
            await cluster.Client.ApplyAsync($"api/v1/namespaces/{cluster.Namespace}/pods/{one.Key.Name}", pod, dryRun: true, force: false, stop);
        }
    }
}
