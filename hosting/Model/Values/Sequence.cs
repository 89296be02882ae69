using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Parity.Model;

/// <summary>An immutable list that equals another when its elements are equal in the same order, so that records holding one are values.</summary>
/// <typeparam name="T">Type of the elements; itself a value.</typeparam>
[CollectionBuilder(typeof(Sequence), nameof(Sequence.Create))]
public sealed class Sequence<T>(ImmutableArray<T> items) : IReadOnlyList<T>, IEquatable<Sequence<T>>
{
    private readonly ImmutableArray<T> items = items.IsDefault ? [] : items;

    public int Count => items.Length;

    public T this[int index] => items[index];

    /// <summary>A new sequence with <paramref name="item"/> at its end.</summary>
    public Sequence<T> Add(T item) => new(items.Add(item));

    public bool Equals(Sequence<T>? other) => other is not null && items.AsSpan().SequenceEqual(other.items.AsSpan(), EqualityComparer<T>.Default);

    public override bool Equals(object? obj) => Equals(obj as Sequence<T>);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in items) hash.Add(item);
        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", items)}]";

    public ImmutableArray<T>.Enumerator GetEnumerator() => items.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)items).GetEnumerator();
}

/// <summary>Makes sequences; the compiler calls it for collection expressions.</summary>
public static class Sequence
{
    public static Sequence<T> Create<T>(ReadOnlySpan<T> items) => new([.. items]);

    /// <summary>Freezes the result of a query.</summary>
    public static Sequence<T> ToSequence<T>(this IEnumerable<T> items) => new([.. items]);
}
