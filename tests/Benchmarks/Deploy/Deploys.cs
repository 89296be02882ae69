using System.Diagnostics;
using System.Globalization;
using Emission;
using k8s;
using Parity.Delivery;
using Parity.Emission;
using Parity.Model;

namespace Benchmarks.Deploy;

/// <summary>Systems of many alike workloads, and their deploys.</summary>
internal static class Deploys
{
    /// <summary>Measures in a namespace of its own on the cluster of PARITY_TEST_KUBECONFIG; nothing where none is given.</summary>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Func<string, string, Task<IReadOnlyList<Figure>>> measure)
    {
        var kubeconfig = System.Environment.GetEnvironmentVariable("PARITY_TEST_KUBECONFIG") ?? "";
        if (kubeconfig.Length == 0)
        {
            Console.Error.WriteLine("PARITY_TEST_KUBECONFIG names no kubeconfig; set it to one whose current context is a cluster that may be written to.");
            return [];
        }

        var space = $"bench-{Guid.NewGuid().ToString("N")[..8]}";
        using var client = Client(kubeconfig);
        try
        {
            return await measure(kubeconfig, space);
        }
        finally
        {
            await client.DeleteAsync($"api/v1/namespaces/{space}", CancellationToken.None);
        }
    }

    private static ApiClient Client(string kubeconfig) => new(new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig)), TimeSpan.FromMinutes(2), TimeProvider.System);

    public static Topology Of(string space, int count, string value) => Shop.Topology with
    {
        Environments = [Shop.Dev with { Namespace = space, Capabilities = new(new(1, 30), new(0, 0)), Telemetry = new("http://collector.observability:4317") }],
        Workloads = Enumerable.Range(0, count).Select(index => Shop.Catalog with
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"w{index:000}"),
            References = [],
            WaitsFor = [],
            Secrets = [],
            Replicas = Declared.Everywhere(1),
            Capacity = Declared.Everywhere(Shop.Catalog.Capacity.In("dev")),
            Settings = [new("Value", Declared.Everywhere(value))],
        }).ToSequence(),
        Routes = RouteTable.Of(),
    };

    public static DeployRequest Request(Topology topology) => new()
    {
        Desired = DesiredState.Of(topology, topology.Environments[0], Emitter.Emit(topology, []).Objects["dev"]),
        Commit = "benchmark",
        Model = "benchmark",
        Images = new Dictionary<string, string>(),
        Timeout = TimeSpan.FromMinutes(10),
    };

    // From the model on, as kubectl begins with the folder.
    public static async Task<(double Took, DeployOutcome Outcome)> RunAsync(string kubeconfig, Func<DeployRequest> make)
    {
        var watch = Stopwatch.StartNew();
        var request = make();
        using var client = Client(kubeconfig);
        var outcome = await new Deployment(client, request, TimeProvider.System, new Progress<DeliveryEvent>()).RunAsync(CancellationToken.None);
        return (watch.Elapsed.TotalSeconds, outcome);
    }
}
