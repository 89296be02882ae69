using Parity.Scaling.Simulation;

namespace Parity.Load;

/// <summary>When each request is due, counted from the start: evenly spaced at the rate of the moment, or as independent people come.</summary>
internal sealed class Arrivals(ArrivalTrace trace, Random? independent)
{
    private readonly double step = trace.Step.TotalSeconds;
    private int index;
    private double within;

    public bool TryNext(out double seconds)
    {
        var needed = independent is null ? 1.0 : -Math.Log(1 - independent.NextDouble());
        for (; index < trace.Rates.Length; index++, within = 0)
        {
            var rate = trace.Rates[index];
            var left = (step - within) * rate;
            // Tenths of seconds have no exact double: without the margin the last request of a step would be lost.
            if (rate > 0 && left + 1e-6 >= needed)
            {
                within += needed / rate;
                seconds = (index * step) + within;
                return true;
            }

            needed -= left;
        }

        seconds = 0;
        return false;
    }
}
