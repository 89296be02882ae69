using System.Globalization;
using System.Text.RegularExpressions;

namespace Benchmarks.Rush;

/// <summary>What wrk measured: as many requests as get through on so many connections.</summary>
internal sealed partial record Wrk(double PerSecond, double P50, double P99, long Requests, long Refused, long Broken)
{
    public static async Task<Wrk> Run(Uri url, int connections, int seconds, string? script = null)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, (script ?? "") + Report);
            return Parse(await Child.Run("wrk", "-t", "2", "-c", $"{connections}", "-d", $"{seconds}s", "--timeout", "10s", "-s", file, url.AbsoluteUri));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private const string Report = """

        done = function(summary, latency, requests)
          io.write(string.format("figures %d %d %d %d %d %d\n", summary.requests, summary.duration, summary.errors.status,
            summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout, latency:percentile(50), latency:percentile(99)))
        end
        """;

    private static Wrk Parse(string output)
    {
        var numbers = Figures().Match(output) is { Success: true } match
            ? match.Groups[1].Value.Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray()
            : throw new InvalidOperationException($"wrk said something else:\n{output}");
        return new((numbers[0] - numbers[2]) / (numbers[1] / 1e6), numbers[4] / 1000.0, numbers[5] / 1000.0, numbers[0], numbers[2], numbers[3]);
    }

    // figures 51234 5001234 0 0 812 3012
    [GeneratedRegex(@"figures ([\d ]+)\n")]
    private static partial Regex Figures();
}
