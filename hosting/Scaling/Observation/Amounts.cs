using System.Collections.Immutable;

namespace Parity.Scaling;

/// <summary>One amount by name, in thousandths of its unit (CPU 500 is half a core).</summary>
public readonly record struct Amount(string Name, long Milli);

/// <summary>A few amounts by name: requests, usage or custom samples. Looked up in order, without hashing: they are one to four.</summary>
public readonly struct Amounts(ImmutableArray<Amount> entries)
{
    private readonly ImmutableArray<Amount> _entries = entries;

    /// <summary>The amounts in the order given.</summary>
    public ImmutableArray<Amount> Entries => _entries.IsDefault ? [] : _entries;

    /// <summary>An amount of one resource.</summary>
    public static Amounts Of(string name, long milli) => new([new Amount(name, milli)]);

    /// <summary>Whether there is an amount of that name.</summary>
    public bool TryGet(string name, out long milli)
    {
        if (!_entries.IsDefault)
        {
            foreach (var entry in _entries.AsSpan())
            {
                if (entry.Name != name) continue;
                milli = entry.Milli;
                return true;
            }
        }

        milli = 0;
        return false;
    }
}
