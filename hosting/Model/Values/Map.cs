using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Parity.Model;

/// <summary>An immutable dictionary kept in the order of its keys (strings ordinally): equal entries make equal maps whatever order they were written in.</summary>
/// <typeparam name="TKey">Type of the keys; comparable.</typeparam>
/// <typeparam name="TValue">Type of the values; itself a value.</typeparam>
[CollectionBuilder(typeof(Map), nameof(Map.Create))]
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "Vocabulary of the model.")]
public sealed class Map<TKey, TValue> : IReadOnlyDictionary<TKey, TValue>, IEquatable<Map<TKey, TValue>>
    where TKey : IComparable<TKey>
{
    private readonly ImmutableSortedDictionary<TKey, TValue> entries;

    internal Map(ImmutableSortedDictionary<TKey, TValue> entries) => this.entries = entries;

    public int Count => entries.Count;

    public IEnumerable<TKey> Keys => entries.Keys;

    public IEnumerable<TValue> Values => entries.Values;

    public TValue this[TKey key] => entries[key];

    /// <summary>A new map in which <paramref name="key"/> has <paramref name="value"/>; an earlier value is replaced.</summary>
    public Map<TKey, TValue> With(TKey key, TValue value) => new(entries.SetItem(key, value));

    /// <summary>A new map without <paramref name="key"/>.</summary>
    public Map<TKey, TValue> Without(TKey key) => new(entries.Remove(key));

    public bool ContainsKey(TKey key) => entries.ContainsKey(key);

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => entries.TryGetValue(key, out value);

    public bool Equals(Map<TKey, TValue>? other) => other is not null && entries.SequenceEqual(other.entries);

    public override bool Equals(object? obj) => Equals(obj as Map<TKey, TValue>);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (key, value) in entries)
        {
            hash.Add(key);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => $"{{{string.Join(", ", entries.Select(entry => $"{entry.Key}: {entry.Value}"))}}}";

    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Makes maps; the compiler calls it for collection expressions of pairs.</summary>
public static class Map
{
    /// <exception cref="ArgumentException">A key stands twice with different values.</exception>
    public static Map<TKey, TValue> Create<TKey, TValue>(ReadOnlySpan<KeyValuePair<TKey, TValue>> entries)
        where TKey : IComparable<TKey> =>
        new(EmptyEntries<TKey, TValue>().AddRange(entries.ToArray()));

    /// <summary>A map of pairs: <c>Map.Of(("a", 1), ("b", 2))</c>.</summary>
    public static Map<TKey, TValue> Of<TKey, TValue>(params IEnumerable<(TKey Key, TValue Value)> entries)
        where TKey : IComparable<TKey> =>
        new(EmptyEntries<TKey, TValue>().AddRange(entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value))));

    /// <summary>Freezes the result of a query.</summary>
    public static Map<TKey, TValue> ToMap<TSource, TKey, TValue>(this IEnumerable<TSource> items, Func<TSource, TKey> key, Func<TSource, TValue> value)
        where TKey : IComparable<TKey> =>
        Of(items.Select(item => (key(item), value(item))));

    internal static ImmutableSortedDictionary<TKey, TValue> EmptyEntries<TKey, TValue>()
        where TKey : IComparable<TKey>
    {
        // Comparer<string>.Default would compare by culture.
        var comparer = typeof(TKey) == typeof(string) ? (IComparer<TKey>)StringComparer.Ordinal : Comparer<TKey>.Default;
        return ImmutableSortedDictionary.Create<TKey, TValue>(comparer);
    }
}
