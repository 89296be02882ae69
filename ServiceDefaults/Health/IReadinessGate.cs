namespace ServiceDefaults.Health;

/// <summary>
/// A time in which a replica wants no traffic although nothing is wrong. Asked before the health checks and not as one of them, because each of those that
/// fails is logged as an error.
/// </summary>
internal interface IReadinessGate
{
    /// <summary>As it stands in the answer of <c>/ready</c>.</summary>
    string Name { get; }

    bool IsClosed { get; }
}
