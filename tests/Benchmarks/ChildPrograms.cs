using System.Globalization;
using Benchmarks.Rush;
using Benchmarks.Scaling;

namespace Benchmarks;

/// <summary>What this program is when a benchmark starts it once more beside itself.</summary>
internal static class ChildPrograms
{
    /// <summary>The exit code; none when the arguments name no such program.</summary>
    public static async Task<int?> RunAsync(string[] args) => args switch
    {
        [EmptyEndpoint.Argument, var bytes] => await EmptyEndpoint.RunAsync(int.Parse(bytes, CultureInfo.InvariantCulture)),
        [BareForwarder.Argument, var backend] => await BareForwarder.RunAsync(new(backend)),
        [PoolService.Argument] => await PoolService.RunAsync(),
        ["--generate", var url, var rate] => await GeneratorBenchmark.GenerateAsync(new(url), double.Parse(rate, CultureInfo.InvariantCulture)),
        _ => null,
    };
}
