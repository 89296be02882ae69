namespace Parity.Scaling;

/// <summary>The replica calculation of one metric, evaluated once.</summary>
public static class Proposals
{
    /// <summary>What <paramref name="metric"/> asks for. Nothing is remembered between calls.</summary>
    public static Proposal For(Metric metric, MetricAnswer answer, Observation observation, ControllerSettings settings, Tolerance tolerance)
    {
        if (metric.Source is MetricSource.Object or MetricSource.External) return TotalProposal.For(metric, answer, observation, tolerance);
        if (answer is MetricAnswer.Failure) return Proposal.Failed(MetricError.FetchFailed);
        return metric.Target switch
        {
            MetricTarget.Utilization target => UtilizationProposal.For(metric, target.Percent, observation, settings, tolerance),
            MetricTarget.AverageValue target => AverageProposal.For(metric, target.Milli, observation, settings, tolerance),
            _ => throw new ArgumentException($"Metric '{metric.Name}': a metric of pods has no target for all of them; use a utilization or an average.", nameof(metric)),
        };
    }
}
