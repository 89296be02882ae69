namespace Parity.Verification.Adoption.Yaml;

/// <summary>Gathers the entries of one mapping; of a key that is given twice the last value counts, and it is said.</summary>
internal sealed class MappingBuilder(int line, Action<int, string> duplicate)
{
    private const int Scanned = 12;

    private readonly List<KeyValuePair<string, Node>> pairs = [];
    private Dictionary<string, int>? positions;

    public void Add(string key, Node value, int keyLine)
    {
        var position = PositionOf(key);
        if (position >= 0)
        {
            duplicate(keyLine, key);
            pairs[position] = new(key, value);
            return;
        }
        positions?.Add(key, pairs.Count);
        pairs.Add(new(key, value));
    }

    /// <summary>A merge key's entry: it counts only where the mapping has none of its own.</summary>
    public void AddInherited(string key, Node value)
    {
        if (PositionOf(key) >= 0) return;
        positions?.Add(key, pairs.Count);
        pairs.Add(new(key, value));
    }

    public Mapping Build() => new(pairs, line);

    private int PositionOf(string key)
    {
        if (pairs.Count < Scanned)
        {
            for (var i = 0; i < pairs.Count; i++)
                if (pairs[i].Key == key) return i;
            return -1;
        }
        if (positions is null)
        {
            positions = new(StringComparer.Ordinal);
            for (var i = 0; i < pairs.Count; i++) positions[pairs[i].Key] = i;
        }
        return positions.GetValueOrDefault(key, -1);
    }
}
