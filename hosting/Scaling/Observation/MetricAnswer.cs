using System.Collections.Immutable;

namespace Parity.Scaling;

/// <summary>What the API of one metric answered, besides the samples of the pods.</summary>
public abstract record MetricAnswer
{
    private MetricAnswer()
    {
    }

    /// <summary>Nothing to add: the samples are those of the pods.</summary>
    public static MetricAnswer Samples { get; } = new Pods();

    /// <summary>The call failed.</summary>
    public static MetricAnswer Failed { get; } = new Failure();

    /// <summary>The samples are those of the pods.</summary>
    public sealed record Pods : MetricAnswer;

    /// <summary>The call failed.</summary>
    public sealed record Failure : MetricAnswer;

    /// <summary>The value of an object.</summary>
    public sealed record Value(long Milli) : MetricAnswer;

    /// <summary>One value per series of an external metric.</summary>
    public sealed record Series(ImmutableArray<long> Milli) : MetricAnswer;
}
