namespace Parity.Scaling.Simulation;

/// <summary>
/// Time in an open queue with several servers (M/M/c), in units of the service time, by load. Rows are made when first needed.
/// https://en.wikipedia.org/wiki/M/M/c_queue#Response_time
/// </summary>
internal sealed class QueueTable(int servers)
{
    /// <summary>Loads per row distance: row <c>i</c> is load <c>i / Resolution</c>.</summary>
    public const int Resolution = 100;

    /// <summary>A queue near saturation takes far longer than a step to settle; the backlog carries the rest.</summary>
    private const double HighestLoad = 0.98;

    /// <summary>Classes of probability; the percentiles that objectives speak of lie in the middle of a narrow one.</summary>
    private static readonly double[] Edges =
    [
        0, 0.1, 0.2, 0.3, 0.4, 0.46, 0.54, 0.6, 0.7, 0.8, 0.88, 0.92, 0.94, 0.96, 0.985, 0.995, 0.998, 0.9985, 0.9995, 1,
    ];

    private readonly double[]?[] _rows = new double[Resolution + 1][];

    public static int Classes => Edges.Length - 1;

    public static double Weight(int index) => Edges[index + 1] - Edges[index];

    public static int Row(double load) => (int)(Math.Min(load, 1) * Resolution);

    /// <summary>The middle of each class for that row.</summary>
    public double[] Times(int row) => _rows[row] ??= Quantiles(Math.Min(row / (double)Resolution, HighestLoad));

    /// <summary>The mean for that row, waiting included.</summary>
    public double Mean(int row)
    {
        var load = Math.Min(row / (double)Resolution, HighestLoad);
        return 1 + (Waiting(load) / (servers * (1 - load)));
    }

    private double[] Quantiles(double load)
    {
        var waiting = Waiting(load);
        var times = new double[Classes];
        for (var i = 0; i < times.Length; i++) times[i] = Quantile(1 - ((Edges[i] + Edges[i + 1]) / 2), load, waiting);
        return times;
    }

    // Bisection of the tail: it falls from 1 to 0.
    private double Quantile(double tail, double load, double waiting)
    {
        double low = 0, high = 1;
        while (Tail(high, load, waiting) > tail) high *= 2;
        for (var i = 0; i < 40; i++)
        {
            var middle = (low + high) / 2;
            if (Tail(middle, load, waiting) > tail) low = middle;
            else high = middle;
        }

        return high;
    }

    /// <summary>The probability that waiting and service together take longer than <paramref name="time"/>.</summary>
    private double Tail(double time, double load, double waiting)
    {
        var slack = servers * (1 - load);
        var service = Math.Exp(-time);
        return Math.Abs(slack - 1) < 1e-9
            ? service * (1 + (waiting * time))
            : service * (1 + (waiting / (slack - 1) * (1 - Math.Exp(-time * (slack - 1)))));
    }

    /// <summary>Erlang's C: the probability that a request has to wait, by the recursion of Erlang's B, which cannot overflow.</summary>
    private double Waiting(double load)
    {
        var offered = load * servers;
        var blocked = 1.0;
        for (var i = 1; i <= servers; i++) blocked = offered * blocked / (i + (offered * blocked));
        return blocked / (1 - (load * (1 - blocked)));
    }
}
