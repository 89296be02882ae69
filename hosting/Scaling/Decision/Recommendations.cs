using System.Runtime.InteropServices;

namespace Parity.Scaling;

/// <summary>
/// Recommendations before stabilization. A slot that no window sees any more is used again; the others stay, because a later
/// specification may have a longer window.
/// </summary>
internal sealed class Recommendations
{
    private readonly List<(int Replicas, TimeSpan At)> _entries = [];

    /// <summary>The first sync after a start recommends what is there, so that nothing scales down at once.</summary>
    public void Begin(int current, TimeSpan now)
    {
        if (_entries.Count == 0) _entries.Add((current, now));
    }

    /// <summary>Without behaviour: the highest within the controller's window, which includes its edge.</summary>
    public int Highest(int wanted, TimeSpan now, TimeSpan window)
    {
        var cutoff = now - window;
        var highest = wanted;
        var free = -1;
        var entries = CollectionsMarshal.AsSpan(_entries);
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].At < cutoff) free = i;
            else highest = Math.Max(highest, entries[i].Replicas);
        }

        Record(free, wanted, now);
        return highest;
    }

    /// <summary>
    /// With behaviour: the current replicas moved as little as needed to lie between the lowest of the window up and the highest of
    /// the window down. The edges of the windows are outside.
    /// </summary>
    public int Clamp(int wanted, int current, TimeSpan now, TimeSpan windowUp, TimeSpan windowDown)
    {
        var cutoffUp = now - windowUp;
        var cutoffDown = now - windowDown;
        var lowest = wanted;
        var highest = wanted;
        var free = -1;
        var entries = CollectionsMarshal.AsSpan(_entries);
        for (var i = 0; i < entries.Length; i++)
        {
            var (replicas, at) = entries[i];
            if (at > cutoffUp) lowest = Math.Min(lowest, replicas);
            if (at > cutoffDown) highest = Math.Max(highest, replicas);
            if (at < cutoffUp && at < cutoffDown) free = i;
        }

        Record(free, wanted, now);
        return Math.Min(Math.Max(current, lowest), highest);
    }

    private void Record(int free, int wanted, TimeSpan now)
    {
        if (free < 0) _entries.Add((wanted, now));
        else _entries[free] = (wanted, now);
    }
}
