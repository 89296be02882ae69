using System.Runtime.InteropServices;

namespace Parity.Scaling;

/// <summary>Changes of the replicas in one direction, as positive numbers.</summary>
internal sealed class ScaleEvents
{
    private readonly List<Entry> _entries = [];

    /// <summary>The sum of the changes within <paramref name="period"/>; one exactly that old no longer counts.</summary>
    public int Within(TimeSpan period, TimeSpan now)
    {
        var cutoff = now - period;
        var sum = 0;
        foreach (var entry in CollectionsMarshal.AsSpan(_entries))
        {
            if (entry.At > cutoff) sum = unchecked(sum + entry.Change);
        }

        return sum;
    }

    /// <summary>
    /// Adds a change in the slot of one that is older than every policy's period. A slot once found outdated stays free, even
    /// when a later specification has longer periods; its change counts until the slot is used.
    /// </summary>
    public void Add(int change, TimeSpan longestPeriod, TimeSpan now)
    {
        var cutoff = now - longestPeriod;
        var free = -1;
        var entries = CollectionsMarshal.AsSpan(_entries);
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].At < cutoff) entries[i] = entries[i] with { Outdated = true };
            if (entries[i].Outdated) free = i;
        }

        var added = new Entry(change, now, Outdated: false);
        if (free < 0) _entries.Add(added);
        else _entries[free] = added;
    }

    private readonly record struct Entry(int Change, TimeSpan At, bool Outdated);
}
