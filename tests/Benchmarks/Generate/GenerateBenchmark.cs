using System.Diagnostics;
using System.Globalization;
using Parity.Emission;
using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Benchmarks.Generate;

/// <summary>
/// Manifests of 1,000 workloads in three environments, in memory: rules, objects, base and overlays. Beside it, alternating, what
/// <c>kubectl kustomize</c> takes for the three overlays; and half and a quarter of the workloads, to see that the time grows with them.
/// </summary>
internal sealed class GenerateBenchmark : Benchmark
{
    private const int Runs = 5;
    private static readonly int[] Sizes = [250, 500, 1000];

    public override string Name => "generate";

    public override Task<IReadOnlyList<Figure>> RunAsync()
    {
        var topologies = Sizes.ToDictionary(size => size, Large);
        var folder = Directory.CreateTempSubdirectory("generate-");
        try
        {
            var files = Generate(topologies[Sizes[^1]]);
            Write(folder.FullName, files);
            var times = Sizes.ToDictionary(size => size, _ => new List<double>());
            var kustomize = new List<double>();
            for (var run = 0; run < Runs; run++)
            {
                foreach (var size in Sizes) times[size].Add(Timed(() => Generate(topologies[size])));
                if (run < 2) kustomize.Add(Timed(() => Kustomize(folder.FullName)));
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run {run + 1} of {Runs}: {times[Sizes[^1]][^1]:0.00} s, kustomize {kustomize[^1]:0.00} s"));
            }

            var (whole, beside) = (Median(times[Sizes[^1]]), kustomize.Min());
            return Task.FromResult<IReadOnlyList<Figure>>(
            [
                new($"1000 workloads x 3 environments, {files.Files.Count} files", Seconds(whole), Ratio(whole / beside), $"kubectl kustomize of the three overlays, {Seconds(beside)}", "<= 1 s, ratio <= 0.1"),
                new("500 workloads", Seconds(Median(times[500])), Ratio(whole / Median(times[500])), "1000 to 500 workloads", "2 when linear"),
                new("250 workloads", Seconds(Median(times[250])), Ratio(whole / Median(times[250])), "1000 to 250 workloads", "4 when linear"),
            ]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static FileTree Generate(Topology topology)
    {
        var emission = Emitter.Emit(topology, []);
        if (Emitter.HasErrors(emission.Diagnostics)) throw new InvalidOperationException(string.Join('\n', emission.Diagnostics));
        return Manifests.Write(topology, emission);
    }

    private static double Timed(Action action)
    {
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Kustomize(string folder)
    {
        foreach (var overlay in Directory.GetDirectories(Path.Combine(folder, "overlays")))
        {
            using var kubectl = Process.Start(new ProcessStartInfo("kubectl", ["kustomize", overlay]) { RedirectStandardOutput = true })!;
            if (kubectl.StandardOutput.ReadToEnd().Length == 0) throw new InvalidOperationException($"kubectl kustomize {overlay} gave nothing.");
            kubectl.WaitForExit();
        }
    }

    private static void Write(string folder, FileTree tree)
    {
        foreach (var (file, text) in tree.Files)
        {
            var path = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }

    // As a real system has them: each calls two others and a database, has settings, one of which differs, a secret, probes and a route.
    private static Topology Large(int size) => new(
        "large",
        [Cloud("dev", 1), Cloud("staging", 2), Cloud("production", 3)],
        [.. Enumerable.Range(0, size).Select(number => Service(number, size))],
        RouteTable.Of(Enumerable.Range(0, size / 10).Select(number => Route.Prefix($"/api/{number}").To(NameOf(number * 10)))));

    private static Environment Cloud(string name, int order) => new()
    {
        Name = name,
        Order = order,
        Namespace = $"large-{name}",
        Host = $"{name}.example.com",
        Registry = "registry.example.com/large",
        Ingress = new IngressKind.Istio("istio-ingress", "ingressgateway", "istio-ingressgateway"),
        Capabilities = new(new(1, 32), new(1, 24)),
        AllowsApproximations = false,
        Telemetry = new("http://collector.example.com:4317"),
        TlsSecret = "large-tls",
    };

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"service-{number:d4}");

    private static Workload Service(int number, int size) => new()
    {
        Name = NameOf(number),
        Kind = WorkloadKind.Service,
        Image = new Image.Built(NameOf(number)),
        Endpoints = [new("http", 8080, Protocol.Http)],
        Settings =
        [
            new("Limits__Concurrency", Declared.Everywhere("64")),
            new("Cache__Lifetime", Declared.Per("dev shows changes at once", ("dev", "1s"), ("staging", "1m"), ("production", "1m"))),
        ],
        Secrets = [new("ConnectionStrings__main", Declared.Everywhere("main-db"), "connection-string")],
        References = [new(NameOf((number + 1) % size), "http"), new(NameOf((number + 7) % size), "http")],
        SendsTelemetry = true,
        Replicas = Declared.Per("dev is small", ("dev", 1), ("staging", 2), ("production", 3)),
        Capacity = Declared.Everywhere(new Capacity(250, 256, 128)),
        Probes =
        [
            new(ProbeKind.Startup, new ProbeCheck.Http("/alive", "http"), TimeSpan.FromSeconds(1), 60),
            new(ProbeKind.Readiness, new ProbeCheck.Http("/ready", "http"), TimeSpan.FromSeconds(2), 2),
            new(ProbeKind.Liveness, new ProbeCheck.Http("/alive", "http"), TimeSpan.FromSeconds(10), 3),
        ],
        Shutdown = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15)),
        User = 10001,
    };
}
