using System.Collections.Immutable;
using System.Globalization;

namespace Parity.Scaling.Simulation;

/// <summary>Offered load over time: requests per second, one value per <paramref name="Step"/>, constant within it.</summary>
public sealed record ArrivalTrace(TimeSpan Step, ImmutableArray<double> Rates)
{
    /// <summary>How long the trace is.</summary>
    public TimeSpan Duration => Step * Rates.Length;

    /// <summary>The highest rate.</summary>
    public double Peak => Rates.IsDefaultOrEmpty ? 0 : Rates.Max();

    /// <summary>
    /// Reads lines <c>seconds,requests per second</c> in time order; a rate holds until the next line, the last line only ends the
    /// trace. A first line without a number is a header; empty lines and lines that start with <c>#</c> are skipped.
    /// </summary>
    /// <exception cref="FormatException">A line is not of that form, or time goes backwards; the message names the line.</exception>
    public static ArrivalTrace Read(TextReader text, TimeSpan step)
    {
        var points = new List<(double Second, double Rate)>();
        for (var number = 1; text.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#')) continue;
            var fields = line.Split(',', StringSplitOptions.TrimEntries);
            if (fields.Length >= 2 && TryNumber(fields[0], out var second) && TryNumber(fields[1], out var rate) && rate >= 0)
            {
                if (points.Count > 0 && second <= points[^1].Second) throw new FormatException($"Trace, line {number}: time {second} s is not after {points[^1].Second} s. Sort the lines by time.");
                points.Add((second, rate));
            }
            else if (points.Count > 0 || number > 1)
            {
                throw new FormatException($"Trace, line {number}: '{line}' is not 'seconds,requests per second' with a rate of 0 or more.");
            }
        }

        if (points.Count < 2) throw new FormatException("Trace: fewer than two lines 'seconds,requests per second'; the last one only ends the trace.");
        return new(step, Sample(points, step.TotalSeconds));
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static ImmutableArray<double> Sample(List<(double Second, double Rate)> points, double step)
    {
        var rates = ImmutableArray.CreateBuilder<double>();
        var current = 0;
        for (var i = 0; points[0].Second + (i * step) < points[^1].Second; i++)
        {
            var at = points[0].Second + (i * step);
            while (current + 1 < points.Count && points[current + 1].Second <= at) current++;
            rates.Add(points[current].Rate);
        }

        return rates.ToImmutable();
    }
}
