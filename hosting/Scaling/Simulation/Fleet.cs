using System.Runtime.InteropServices;

namespace Parity.Scaling.Simulation;

/// <summary>The replicas of a workload, in groups started together.</summary>
internal sealed class Fleet
{
    private readonly TimeSpan _startUp;
    private readonly TimeSpan _settled;
    private readonly List<Group> _groups = [];

    /// <param name="replicas">Replicas that have been there for long.</param>
    /// <param name="startUp">How long a new one takes until it is ready.</param>
    /// <param name="settled">Age from which groups are alike to the autoscaler and are kept as one.</param>
    public Fleet(int replicas, TimeSpan startUp, TimeSpan settled)
    {
        _startUp = startUp;
        _settled = settled;
        _groups.Add(new(replicas, -settled - startUp, -settled));
        Replicas = Ready = replicas;
    }

    public int Replicas { get; private set; }

    public int Ready { get; private set; }

    public ReadOnlySpan<Group> Groups => CollectionsMarshal.AsSpan(_groups);

    /// <summary>Counts what became ready by <paramref name="now"/>.</summary>
    public void Advance(TimeSpan now)
    {
        if (Ready == Replicas) return;
        Ready = 0;
        foreach (var group in Groups) Ready += group.ReadyAt <= now ? group.Count : 0;
    }

    public void ScaleTo(int replicas, TimeSpan now)
    {
        if (replicas > Replicas) _groups.Add(new(replicas - Replicas, now, now + _startUp));
        else Remove(Replicas - replicas);
        Replicas = replicas;
        Merge(now);
        Ready = 0;
        foreach (var group in Groups) Ready += group.ReadyAt <= now ? group.Count : 0;
    }

    // A ReplicaSet deletes what is not ready yet first, then the youngest.
    // https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#scaling-a-replicaset
    private void Remove(int count)
    {
        for (var i = _groups.Count - 1; i >= 0 && count > 0; i--)
        {
            var removed = Math.Min(count, _groups[i].Count);
            count -= removed;
            if (removed == _groups[i].Count && i > 0) _groups.RemoveAt(i);
            else _groups[i] = _groups[i] with { Count = _groups[i].Count - removed };
        }
    }

    private void Merge(TimeSpan now)
    {
        while (_groups.Count > 1 && _groups[1].ReadyAt + _settled <= now)
        {
            _groups[0] = _groups[0] with { Count = _groups[0].Count + _groups[1].Count };
            _groups.RemoveAt(1);
        }
    }

    public readonly record struct Group(int Count, TimeSpan StartedAt, TimeSpan ReadyAt);
}
