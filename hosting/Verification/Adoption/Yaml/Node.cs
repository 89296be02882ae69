namespace Parity.Verification.Adoption.Yaml;

/// <summary>A YAML value with the line it starts on.</summary>
internal abstract class Node(int line)
{
    public int Line { get; } = line;

    /// <summary>The value under a dotted path of mapping keys, or null.</summary>
    public Node? At(params ReadOnlySpan<string> path)
    {
        var node = this;
        foreach (var key in path)
        {
            if (node is not Mapping mapping || mapping.Find(key) is not { } next) return null;
            node = next;
        }
        return node;
    }

    /// <summary>The scalar under a path; null where there is none or it is null.</summary>
    public string? Text(params ReadOnlySpan<string> path) => At(path) is Scalar { IsNull: false } scalar ? scalar.Value : null;

    public IEnumerable<Node> Items(params ReadOnlySpan<string> path) => At(path) is Sequence sequence ? sequence.Values : [];

    public IEnumerable<KeyValuePair<string, Node>> Entries(params ReadOnlySpan<string> path) =>
        At(path) is Mapping mapping ? mapping.Pairs : [];

    /// <summary>Null, an empty mapping or an empty sequence: what a server leaves out or fills in at will.</summary>
    public bool IsEmpty => this switch
    {
        Scalar scalar => scalar.IsNull,
        Mapping mapping => mapping.Pairs.Count == 0,
        Sequence sequence => sequence.Values.Count == 0,
        _ => false,
    };
}

internal sealed class Scalar(string value, bool quoted, int line) : Node(line)
{
    public string Value { get; } = value;

    public bool Quoted { get; } = quoted;

    public bool IsNull => !Quoted && Value is ("" or "~" or "null" or "Null" or "NULL");
}

internal sealed class Sequence(List<Node> values, int line) : Node(line)
{
    public List<Node> Values { get; } = values;
}

internal sealed class Mapping(List<KeyValuePair<string, Node>> pairs, int line) : Node(line)
{
    private const int Scanned = 12;

    private Dictionary<string, Node>? index;

    public List<KeyValuePair<string, Node>> Pairs { get; } = pairs;

    public Node? Find(string key)
    {
        if (Pairs.Count <= Scanned)
        {
            foreach (var pair in Pairs)
                if (pair.Key == key) return pair.Value;
            return null;
        }
        if (index is null)
        {
            index = new(Pairs.Count, StringComparer.Ordinal);
            foreach (var pair in Pairs) index.TryAdd(pair.Key, pair.Value);
        }
        return index.GetValueOrDefault(key);
    }

    /// <summary>A copy in which the key has another value, or is gone where the value is null.</summary>
    public Mapping With(string key, Node? value)
    {
        var copy = new List<KeyValuePair<string, Node>>(Pairs.Count + 1);
        var replaced = false;
        foreach (var pair in Pairs)
        {
            if (pair.Key != key) copy.Add(pair);
            else if (value is not null && !replaced) copy.Add(new(key, value));
            replaced |= pair.Key == key;
        }
        if (!replaced && value is not null) copy.Add(new(key, value));
        return new(copy, Line);
    }
}
