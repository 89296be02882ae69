namespace Parity.Verification.Adoption.Yaml;

/// <summary>One string per distinct key: a dump of 50 MB has a few hundred of them.</summary>
internal sealed class KeyPool
{
    private readonly HashSet<string> keys = new(StringComparer.Ordinal);

    public string Get(ReadOnlySpan<char> key)
    {
        var lookup = keys.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(key, out var known)) return known;
        var text = key.ToString();
        keys.Add(text);
        return text;
    }
}
