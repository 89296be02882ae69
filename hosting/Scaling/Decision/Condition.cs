namespace Parity.Scaling;

/// <summary>The reasons that the controller gives in conditions; the names are Kubernetes'.</summary>
public enum ConditionReason
{
    /// <summary>The scale was read; nothing was decided beyond that.</summary>
    SucceededGetScale,

    /// <summary>The scale could not be read.</summary>
    FailedGetScale,

    /// <summary>The scale could not be written.</summary>
    FailedUpdateScale,

    /// <summary>The replicas were changed.</summary>
    SucceededRescale,

    /// <summary>No stabilization window holds the recommendation back.</summary>
    ReadyForNewScale,

    /// <summary>A lower recommendation within the window holds this one down.</summary>
    ScaleUpStabilized,

    /// <summary>A higher recommendation within the window holds this one up.</summary>
    ScaleDownStabilized,

    /// <summary>At least one metric gave a proposal.</summary>
    ValidMetricFound,

    /// <summary>Somebody set the replicas to 0.</summary>
    ScalingDisabled,

    /// <summary>An object metric failed.</summary>
    FailedGetObjectMetric,

    /// <summary>A metric of the pods failed.</summary>
    FailedGetPodsMetric,

    /// <summary>A resource metric failed.</summary>
    FailedGetResourceMetric,

    /// <summary>A container's resource metric failed.</summary>
    FailedGetContainerResourceMetric,

    /// <summary>An external metric failed.</summary>
    FailedGetExternalMetric,

    /// <summary>Neither minimum, maximum nor policy limits the recommendation.</summary>
    DesiredWithinRange,

    /// <summary>The maximum limits it.</summary>
    TooManyReplicas,

    /// <summary>The minimum limits it.</summary>
    TooFewReplicas,

    /// <summary>A policy of scaling up limits it.</summary>
    ScaleUpLimit,

    /// <summary>A policy of scaling down limits it.</summary>
    ScaleDownLimit,

    /// <summary>The autoscaler itself scaled the workload to zero and will wake it up.</summary>
    ScaledToZero,

    /// <summary>It did not.</summary>
    NotScaledToZero,
}

/// <summary>A condition of the status.</summary>
public readonly record struct Condition(ConditionStatus Status, ConditionReason Reason)
{
    internal static Condition True(ConditionReason reason) => new(ConditionStatus.True, reason);

    internal static Condition False(ConditionReason reason) => new(ConditionStatus.False, reason);
}
