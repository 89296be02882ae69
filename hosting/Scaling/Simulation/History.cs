namespace Parity.Scaling.Simulation;

/// <summary>
/// A quantity added up step by step, so that its mean over a past window is one subtraction. Before the first step it is
/// taken to have been steady at the value given.
/// </summary>
internal sealed class History(double steady, int depth)
{
    private readonly double[] _sums = new double[depth + 2];
    private int _steps;

    public void Add(double value)
    {
        var sum = Sum(_steps) + value;
        _steps++;
        _sums[_steps % _sums.Length] = sum;
    }

    /// <summary>The mean over the steps from <paramref name="from"/> until <paramref name="to"/>, counted as steps done.</summary>
    public double Mean(int from, int to) => to > from ? (Sum(to) - Sum(from)) / (to - from) : steady;

    private double Sum(int step) => step <= 0 ? step * steady : _sums[step % _sums.Length];
}
