using System.Diagnostics;
using System.Globalization;
using Parity.Verification.Adoption;
using YamlDotNet.Core;

namespace Benchmarks.Adopt;

/// <summary>
/// Three environments of 500 workloads, as kubectl dumps them with managed fields and status, read and compared. Beside it YamlDotNet
/// alone, walking through the events of the same text without making anything of them. Goal: at most three seconds on two cores.
/// </summary>
internal sealed class AdoptBenchmark : Benchmark
{
    private const int Workloads = 500;
    private const int Runs = 5;

    public override string Name => "adopt";

    public override Task<IReadOnlyList<Figure>> RunAsync()
    {
        var tree = new SourceTree([.. new[] { "dev", "staging", "production" }.Select(each => new SourceFile($"{each}/cluster.yaml", Dump.Of(each, Workloads)))]);
        var megabytes = tree.Files.Sum(file => file.Text.Length) / 1e6;
        var cold = Time(() => Compare(tree));
        var (warm, beside) = (new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            beside.Add(Time(() => Walk(tree)));
            warm.Add(Time(() => Compare(tree)));
        }
        var parser = Median(beside);
        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new(string.Create(CultureInfo.InvariantCulture, $"3 x {Workloads} workloads, {megabytes:0.0} MB, first run of the process"), Seconds(cold), Ratio(cold / parser), $"YamlDotNet over the same text, {Seconds(parser)}", "<= 3 s"),
            new("the same, warm", Seconds(Median(warm)), Ratio(Median(warm) / parser), $"YamlDotNet over the same text, {Seconds(parser)}", ""),
        ]);
    }

    private static void Compare(SourceTree tree)
    {
        var result = EnvironmentComparison.Of(tree);
        if (result.Differences.Count != 1 || result.Diagnostics.Count > 0)
            throw new InvalidOperationException($"One difference was put in, {result.Differences.Count} were found; {result.Diagnostics.Count} diagnostics.");
    }

    private static void Walk(SourceTree tree) => Parallel.ForEach(tree.Files, file =>
    {
        var parser = new Parser(new StringReader(file.Text));
        while (parser.MoveNext()) { }
    });

    private static double Time(Action action)
    {
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
