namespace Parity.Scaling;

/// <summary>What a metric is steered to: <c>target.type</c> and its value. Amounts are in thousandths of the metric's unit.</summary>
public abstract record MetricTarget
{
    private MetricTarget()
    {
    }

    /// <summary><c>averageUtilization</c>: usage in percent of the request.</summary>
    public sealed record Utilization(int Percent) : MetricTarget;

    /// <summary><c>averageValue</c>: an amount per pod.</summary>
    public sealed record AverageValue(long Milli) : MetricTarget;

    /// <summary><c>value</c>: an amount for all replicas together.</summary>
    public sealed record Value(long Milli) : MetricTarget;
}
