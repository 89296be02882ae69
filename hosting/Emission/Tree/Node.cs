using System.Collections.Immutable;

namespace Parity.Emission;

/// <summary>A document as YAML and JSON share it: what objects are compared and written as.</summary>
public abstract record Node
{
    private Node()
    {
    }

    /// <summary>Text, a number, true, false or null; <paramref name="IsText"/> tells "1" from 1.</summary>
    public sealed record Scalar(string Value, bool IsText) : Node;

    /// <summary>Order counts.</summary>
    public sealed record List(ImmutableArray<Node> Items) : Node
    {
        public bool Equals(List? other) => ReferenceEquals(this, other) || (other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan()));

        public override int GetHashCode() => Items.Length;
    }

    /// <summary>Order is kept for writing and does not count when comparing.</summary>
    public sealed record Map(ImmutableArray<KeyValuePair<string, Node>> Entries) : Node
    {
        public Node? this[string key]
        {
            get
            {
                foreach (var entry in Entries)
                {
                    if (entry.Key == key) return entry.Value;
                }

                return null;
            }
        }

        internal Map Without(string key) => new(Entries.RemoveAt(IndexOf(key)));

        internal Map With(string key, Node value) => new(Entries.SetItem(IndexOf(key), KeyValuePair.Create(key, value)));

        public bool Equals(Map? other)
        {
            if (ReferenceEquals(this, other)) return true;
            if (other is null || Entries.Length != other.Entries.Length) return false;
            foreach (var (key, value) in Entries)
            {
                if (!value.Equals(other[key])) return false;
            }

            return true;
        }

        public override int GetHashCode() => Entries.Length;

        private int IndexOf(string key)
        {
            var at = 0;
            while (Entries[at].Key != key) at++;
            return at;
        }
    }

    /// <summary>The map's text at a key; empty where there is none.</summary>
    public string Text(string key) => this is Map map && map[key] is Scalar scalar ? scalar.Value : "";
}
