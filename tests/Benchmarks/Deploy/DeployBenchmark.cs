using System.Diagnostics;
using System.Globalization;
using Emission;
using k8s;
using Parity.Delivery;
using Parity.Emission;
using Parity.Model;

namespace Benchmarks.Deploy;

/// <summary>
/// A deploy that has nothing to do, of 200 workloads, beside <c>kubectl apply --server-side -k</c> of the same objects; and the time from a
/// failed rollout to the release before. Needs PARITY_TEST_KUBECONFIG and kubectl.
/// </summary>
internal sealed class DeployBenchmark : Benchmark
{
    private const int Workloads = 200;
    private const int Runs = 3;

    public override string Name => "deploy";

    public override async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var kubeconfig = System.Environment.GetEnvironmentVariable("PARITY_TEST_KUBECONFIG") ?? "";
        if (kubeconfig.Length == 0)
        {
            Console.Error.WriteLine("PARITY_TEST_KUBECONFIG names no kubeconfig; set it to one whose current context is a cluster that may be written to.");
            return [];
        }

        var space = $"bench-{Guid.NewGuid().ToString("N")[..8]}";
        using var client = Client(kubeconfig);
        var folder = Directory.CreateTempSubdirectory("deploy-benchmark-").FullName;
        try
        {
            return [.. await NoOpAsync(kubeconfig, space, folder), await RestoreAsync(kubeconfig, $"{space}-r")];
        }
        finally
        {
            foreach (var name in new[] { space, $"{space}-r" }) await client.DeleteAsync($"api/v1/namespaces/{name}", CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ApiClient Client(string kubeconfig) => new(new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig)), TimeSpan.FromMinutes(2), TimeProvider.System);

    private static Topology Of(string space, int count, string value) => Shop.Topology with
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

    private static DeployRequest Request(Topology topology) => new()
    {
        Desired = DesiredState.Of(topology, topology.Environments[0], Emitter.Emit(topology, []).Objects["dev"]),
        Commit = "benchmark",
        Model = "benchmark",
        Images = new Dictionary<string, string>(),
        Timeout = TimeSpan.FromMinutes(10),
    };

    // Alternating, so that what else the machine does meets both.
    private static async Task<IReadOnlyList<Figure>> NoOpAsync(string kubeconfig, string space, string folder)
    {
        var topology = Of(space, Workloads, "1");
        var objects = Request(topology).Desired.Objects.Count;
        foreach (var (path, text) in Manifests.Write(topology, Emitter.Emit(topology, [])).Files)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text);
        }

        var first = await DeployAsync(kubeconfig, () => Request(topology));
        if (first.Outcome.Result != DeployResult.Deployed) throw new InvalidOperationException(string.Join('\n', first.Outcome.Problems));
        await KubectlAsync(kubeconfig, folder);
        var (own, others, calls) = (new List<double>(), new List<double>(), 0);
        for (var run = 0; run < Runs; run++)
        {
            var (took, outcome) = await DeployAsync(kubeconfig, () => Request(topology));
            if (outcome.Writes > 0) throw new InvalidOperationException($"{outcome.Writes} writes in a deploy that has nothing to do");
            own.Add(took);
            calls = outcome.Calls;
            others.Add(await KubectlAsync(kubeconfig, folder));
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run {run + 1} of {Runs}: {own[^1]:0.00} s, kubectl {others[^1]:0.00} s"));
        }

        var beside = Median(others);
        return
        [
            new($"no-op deploy of {Workloads} workloads, {objects} objects", Seconds(Median(own)), Ratio(Median(own) / beside), $"kubectl apply --server-side -k, {Seconds(beside)}", "ratio <= 0.5"),
            new("calls to the API server for it", calls.ToString(CultureInfo.InvariantCulture), Ratio(calls / (double)objects), $"objects, which kubectl asks for one by one, {objects}", ""),
        ];
    }

    private static async Task<Figure> RestoreAsync(string kubeconfig, string space)
    {
        var before = Request(Of(space, 10, "1"));
        var (_, outcome) = await DeployAsync(kubeconfig, () => before);
        if (outcome.Result != DeployResult.Deployed) throw new InvalidOperationException(string.Join('\n', outcome.Problems));
        var broken = Request(Of(space, 10, "2")) with { Smoke = (_, _) => throw new DeployFailedException("as the benchmark wants") };
        (_, outcome) = await DeployAsync(kubeconfig, () => broken);
        if (outcome.Result != DeployResult.Restored) throw new InvalidOperationException(string.Join('\n', outcome.Problems));
        return new("from failure to restored, 10 changed workloads", Seconds(outcome.Restoring.TotalSeconds), "", "", "");
    }

    // From the model on, as kubectl begins with the folder.
    private static async Task<(double Took, DeployOutcome Outcome)> DeployAsync(string kubeconfig, Func<DeployRequest> make)
    {
        var watch = Stopwatch.StartNew();
        var request = make();
        using var client = Client(kubeconfig);
        var outcome = await new Deployment(client, request, TimeProvider.System, new Progress<DeliveryEvent>()).RunAsync(CancellationToken.None);
        return (watch.Elapsed.TotalSeconds, outcome);
    }

    private static async Task<double> KubectlAsync(string kubeconfig, string folder)
    {
        var watch = Stopwatch.StartNew();
        using var kubectl = Process.Start(new ProcessStartInfo("kubectl", ["--kubeconfig", kubeconfig, "apply", "--server-side", "-k", Path.Combine(folder, "overlays", "dev")]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (kubectl.StandardOutput.ReadToEndAsync(), kubectl.StandardError.ReadToEndAsync());
        await kubectl.WaitForExitAsync();
        _ = await output;
        return kubectl.ExitCode == 0 ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException(await errors);
    }
}
