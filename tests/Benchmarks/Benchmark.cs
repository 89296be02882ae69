namespace Benchmarks;

/// <summary>One thing that is measured; its figures become a section of docs/benchmarks.md.</summary>
internal abstract class Benchmark
{
    /// <summary>The name on the command line and in docs/benchmarks.md.</summary>
    public abstract string Name { get; }

    /// <summary>Measures; what takes long tells its progress on standard error.</summary>
    public abstract Task<IReadOnlyList<Figure>> RunAsync();

    protected static string Seconds(double value) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value:0.00} s");

    protected static string Ratio(double value) => value.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);

    protected static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
