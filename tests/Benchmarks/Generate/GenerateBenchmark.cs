using System.Diagnostics;
using System.Globalization;
using Parity.Emission;
using Parity.Model;

namespace Benchmarks.Generate;

/// <summary>
/// Manifests of 1,000 workloads in three environments, in memory: rules, objects, base and overlays. Fewer and more workloads and fewer environments show that
/// the time grows with both; what fits into the youngest generation is never collected, and so costs less. Beside it what <c>kubectl kustomize</c> takes for one overlay of the result: its time grows with the square of the
/// objects, so that it is stopped after a minute, and what it takes for all overlays of a tenth of the system.
/// </summary>
internal sealed class GenerateBenchmark : Benchmark
{
    private const int Runs = 7;

    // Until the runtime has compiled what is hot, its compiler takes one of two cores, and a larger system seems to cost more than in proportion.
    private const int Warm = 13;
    // The collector follows what is allocated; the first runs after those of another size still have that size's young generation.
    private const int Settling = 3;
    private const int Whole = 1000;
    private const int Small = 100;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly (int Workloads, int Environments)[] Sizes = [(Small, 3), (250, 3), (500, 3), (Whole, 1), (Whole, 2), (Whole, 3), (Whole * 2, 3)];

    public override string Name => "generate";

    public override Task<IReadOnlyList<Figure>> RunAsync()
    {
        var systems = Sizes.ToDictionary(size => size, size => LargeSystem.Of(size.Workloads, size.Environments));
        var files = 0;
        var first = Timed(() => files = Generate(systems[(Whole, 3)]).Files.Count).Taken;
        var times = Sizes.ToDictionary(size => size, _ => new List<double>());
        var pauses = Sizes.ToDictionary(size => size, _ => new List<double>());
        for (var run = 0; run < Warm; run++) Generate(systems[(Whole, 3)]);
        foreach (var size in Sizes)
        {
            for (var run = -Settling; run < Runs; run++)
            {
                var (taken, collecting) = Timed(() => Generate(systems[size]));
                if (run < 0) continue;
                times[size].Add(taken);
                pauses[size].Add(collecting);
            }

            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size.Workloads} x {size.Environments}: {Median(times[size]):0.00} s, {Median(pauses[size]):0.00} s of it collecting"));
        }

        var overlay = Kustomize(systems[(Whole, 3)], ["staging"]);
        var overlays = Kustomize(systems[(Small, 3)], ["dev", "staging", "production"]);
        double Of(int workloads, int environments) => Median(times[(workloads, environments)]);
        var (whole, small) = (Of(Whole, 3), Of(Small, 3));
        Figure Growth(int workloads, int environments, string linear) =>
            new($"{workloads} workloads x {environments}", Seconds(Of(workloads, environments)), Ratio(whole / Of(workloads, environments)), $"{Whole} x 3 to it", linear);
        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new($"{Whole} workloads x 3 environments, {files} files", Seconds(whole), Below(whole, overlay, Limit), $"kubectl kustomize of one of the three overlays, {(overlay is { } took ? Seconds(took) : $"stopped after {Seconds(Limit.TotalSeconds)}")}", "<= 1 s, ratio <= 0.1"),
            new($"{Small} workloads x 3", Seconds(small), Below(small, overlays, Limit * 3), $"kubectl kustomize of the three overlays, {(overlays is { } all ? Seconds(all) : "stopped")}", "ratio <= 0.1"),
            new($"{Whole * 2} workloads x 3", Seconds(Of(Whole * 2, 3)), Ratio(Of(Whole * 2, 3) / whole), $"it to {Whole} x 3", "2 when linear"),
            Growth(500, 3, "2 when linear"),
            Growth(250, 3, "4 when linear"),
            Growth(Whole, 2, "1.5 when linear"),
            Growth(Whole, 1, "3 when linear"),
            new(
                $"of {Whole} workloads x 1, 2, 3 in the garbage collector",
                string.Join(", ", new[] { 1, 2, 3 }.Select(environments => Seconds(Median(pauses[(Whole, environments)])))),
                Ratio((whole - Median(pauses[(Whole, 3)])) / (Of(Whole, 1) - Median(pauses[(Whole, 1)]))),
                $"{Whole} x 3 to {Whole} x 1 without it",
                "3 when linear"),
            new($"{Whole} workloads x 3, first run of the process", Seconds(first), Ratio(first / whole), "the same, warm", ""),
        ]);
    }

    private static string Below(double value, double? beside, TimeSpan limit) => beside is { } took ? Precise(value / took) : $"< {Precise(value / limit.TotalSeconds)}";

    private static string Precise(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static FileTree Generate(Topology topology)
    {
        var emission = Emitter.Emit(topology, []);
        if (Emitter.HasErrors(emission.Diagnostics)) throw new InvalidOperationException(string.Join('\n', emission.Diagnostics));
        return Manifests.Write(topology, emission);
    }

    // The collector's pauses are part of what is taken.
    private static (double Taken, double Collecting) Timed(Action action)
    {
        GC.Collect();
        var paused = GC.GetTotalPauseDuration();
        var start = Stopwatch.GetTimestamp();
        action();
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, (GC.GetTotalPauseDuration() - paused).TotalSeconds);
    }

    // Null where an overlay took longer than the limit.
    private static double? Kustomize(Topology topology, string[] overlays)
    {
        var folder = Directory.CreateTempSubdirectory("generate-");
        try
        {
            Write(folder.FullName, Generate(topology));
            var start = Stopwatch.GetTimestamp();
            foreach (var overlay in overlays)
            {
                using var kubectl = Process.Start("kubectl", ["kustomize", Path.Combine(folder.FullName, "overlays", overlay), "-o", Path.Combine(folder.FullName, $"{overlay}.yaml")]);
                if (kubectl.WaitForExit(Limit))
                {
                    if (kubectl.ExitCode != 0) throw new InvalidOperationException($"kubectl kustomize of {overlay} ended with {kubectl.ExitCode}.");
                    continue;
                }

                kubectl.Kill();
                kubectl.WaitForExit();
                return null;
            }

            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        finally
        {
            folder.Delete(recursive: true);
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
}
