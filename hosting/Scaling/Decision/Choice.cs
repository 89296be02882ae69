namespace Parity.Scaling;

/// <summary>The choice among the proposals of several metrics.</summary>
/// <param name="Wanted">The largest proposal; null: no decision can be made on them.</param>
/// <param name="Active">The condition to set.</param>
/// <param name="Failed">At least one metric failed.</param>
internal readonly record struct Choice(int? Wanted, Condition Active, bool Failed)
{
    /// <summary>
    /// The largest proposal wins. With a failed metric only a number that does not go down is used: the failed one may have wanted more.
    /// </summary>
    public static Choice Among(ReadOnlySpan<Proposal> proposals, Specification specification, int current)
    {
        var wanted = 0;
        var failures = 0;
        var firstFailure = default(Condition);
        for (var i = 0; i < proposals.Length; i++)
        {
            if (proposals[i].Error is not null)
            {
                if (failures++ == 0) firstFailure = Condition.False(FailureOf(specification.Metrics[i].Source));
            }
            else if (wanted == 0 || proposals[i].Replicas > wanted)
            {
                wanted = proposals[i].Replicas;
            }
        }

        return failures == proposals.Length || (failures > 0 && wanted < current)
            ? new(null, firstFailure, Failed: true)
            : new(wanted, Condition.True(ConditionReason.ValidMetricFound), failures > 0);
    }

    private static ConditionReason FailureOf(MetricSource source) => source switch
    {
        MetricSource.Resource => ConditionReason.FailedGetResourceMetric,
        MetricSource.ContainerResource => ConditionReason.FailedGetContainerResourceMetric,
        MetricSource.Pods => ConditionReason.FailedGetPodsMetric,
        MetricSource.Object => ConditionReason.FailedGetObjectMetric,
        MetricSource.External => ConditionReason.FailedGetExternalMetric,
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
    };
}
