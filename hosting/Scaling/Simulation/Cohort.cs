namespace Parity.Scaling.Simulation;

/// <summary>Replicas that were started together and so are alike: as old, as ready, with as much waiting at each.</summary>
internal sealed class Cohort(int count, TimeSpan startedAt, TimeSpan readyAt, Backlog waiting)
{
    public int Count { get; private set; } = count;

    public TimeSpan StartedAt { get; } = startedAt;

    public TimeSpan ReadyAt { get; } = readyAt;

    /// <summary>What waits at all of them.</summary>
    public Backlog Waiting { get; } = waiting;

    /// <summary>What waits at each.</summary>
    public double Level => Count == 0 ? 0 : Waiting.Requests / Count;

    public bool IsReady(TimeSpan now) => ReadyAt <= now;

    /// <summary>Takes replicas out, each with what waits at it.</summary>
    public Cohort Leave(int leaving)
    {
        var taken = Waiting.Take(leaving / (double)Count);
        Count -= leaving;
        return new(leaving, StartedAt, ReadyAt, taken);
    }

    /// <summary>Counts others in at which nothing waits, as nothing waits here.</summary>
    public void Join(Cohort others) => Count += others.Count;
}
