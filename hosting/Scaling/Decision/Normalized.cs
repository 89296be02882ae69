namespace Parity.Scaling;

/// <summary>The replicas after windows and limits, with the reasons.</summary>
internal readonly record struct Normalized(int Replicas, int Stabilized, ConditionReason Able, ConditionReason Limit)
{
    public Condition AbleToScale => Condition.True(Able);

    public Condition ScalingLimited => Replicas == Stabilized ? Condition.False(Limit) : Condition.True(Limit);
}
