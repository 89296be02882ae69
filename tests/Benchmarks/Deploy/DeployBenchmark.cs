using System.Diagnostics;
using System.Globalization;
using Parity.Delivery;
using Parity.Emission;

namespace Benchmarks.Deploy;

/// <summary>
/// A deploy that has nothing to do, of 200 workloads, beside <c>kubectl apply --server-side -k</c> of the same objects. Needs
/// PARITY_TEST_KUBECONFIG and kubectl.
/// </summary>
internal sealed class DeployBenchmark : Benchmark
{
    private const int Workloads = 200;
    private const int Runs = 3;

    public override string Name => "deploy";

    public override Task<IReadOnlyList<Figure>> RunAsync() => Deploys.MeasureAsync(async (kubeconfig, space) =>
    {
        var folder = Directory.CreateTempSubdirectory("deploy-benchmark-").FullName;
        try
        {
            return await NoOpAsync(kubeconfig, space, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    });

    // Alternating, so that what else the machine does meets both.
    private static async Task<IReadOnlyList<Figure>> NoOpAsync(string kubeconfig, string space, string folder)
    {
        var topology = Deploys.Of(space, Workloads, "1");
        var objects = Deploys.Request(topology).Desired.Objects.Count;
        foreach (var (path, text) in Manifests.Write(topology, Emitter.Emit(topology, [])).Files)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text);
        }

        var first = await Deploys.RunAsync(kubeconfig, () => Deploys.Request(topology));
        if (first.Outcome.Result != DeployResult.Deployed) throw new InvalidOperationException(string.Join('\n', first.Outcome.Problems));
        await KubectlAsync(kubeconfig, folder);
        var (own, others, calls) = (new List<double>(), new List<double>(), 0);
        for (var run = 0; run < Runs; run++)
        {
            var (took, outcome) = await Deploys.RunAsync(kubeconfig, () => Deploys.Request(topology));
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
