namespace Parity.Model;

/// <summary>At least <see cref="Floor"/> replicas at certain hours; a KEDA <c>cron</c> scaler.</summary>
public sealed record AutoscalingWindow
{
    /// <summary>Days on which it begins; none named means every day.</summary>
    public Sequence<DayOfWeek> Days { get; init; } = [];

    /// <summary>When it begins, in <see cref="TimeZone"/>.</summary>
    public required TimeOnly From { get; init; }

    /// <summary>When it ends; before <see cref="From"/> means the next day.</summary>
    public required TimeOnly To { get; init; }

    /// <summary>An IANA name such as <c>Europe/Berlin</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Replicas at least.</summary>
    public required int Floor { get; init; }

    /// <summary>Whether it is open at a time of <see cref="TimeZone"/>.</summary>
    public bool Covers(DateTime local)
    {
        var time = TimeOnly.FromDateTime(local);
        if (From < To) return time >= From && time < To && IsOn(local.DayOfWeek);
        return (time >= From && IsOn(local.DayOfWeek)) || (time < To && IsOn(local.AddDays(-1).DayOfWeek));
    }

    private bool IsOn(DayOfWeek day) => Days.Count == 0 || Days.Contains(day);
}
