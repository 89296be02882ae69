using System.Collections.Immutable;
using Parity.Emission;

namespace Parity.Verification;

/// <summary>A place in an emitted object that is not the same in two environments.</summary>
/// <param name="File">The object's file, without environment and ending: <c>orders/deployment</c>.</param>
/// <param name="Kind">The object's kind.</param>
/// <param name="Path">Where in it: <c>spec.template.spec.containers[orders].image</c>; empty for the object as a whole.</param>
/// <param name="One">The value in the one environment; null where absent.</param>
/// <param name="Other">The value in the other.</param>
/// <param name="IsTranslated">Both say the same, each in the words of its environment.</param>
internal sealed record EmittedLeaf(string File, string Kind, string Path, string? One, string? Other, bool IsTranslated);

/// <summary>Finds every leaf that differs between the objects of two environments.</summary>
internal sealed class ObjectComparison(string file, string kind, Translation words)
{
    private readonly List<EmittedLeaf> leaves = [];

    /// <summary>Leaves looked at, equal ones too.</summary>
    public int Compared { get; private set; }

    public static (IReadOnlyList<EmittedLeaf> Leaves, int Compared) Of(string file, string kind, Node? one, Node? other, Translation words)
    {
        var comparison = new ObjectComparison(file, kind, words);
        comparison.Compare("", one, other);
        return (comparison.leaves, comparison.Compared);
    }

    private void Compare(string path, Node? one, Node? other)
    {
        switch (one, other)
        {
            case (Node.Map or null, Node.Map or null) when path.Length > 0 || (one is not null && other is not null):
                Maps(path, one as Node.Map ?? new([]), other as Node.Map ?? new([]));
                break;
            case (Node.List or null, Node.List or null) when path.Length > 0:
                Lists(path, one is Node.List list ? list.Items : [], other is Node.List otherList ? otherList.Items : []);
                break;
            default:
                Leaf(path, one, other);
                break;
        }
    }

    private void Maps(string path, Node.Map one, Node.Map other)
    {
        foreach (var (key, value) in one.Entries) Compare(path.Length == 0 ? key : $"{path}.{key}", value, other[key]);
        foreach (var (key, value) in other.Entries)
        {
            if (one[key] is null) Compare(path.Length == 0 ? key : $"{path}.{key}", null, value);
        }
    }

    private void Lists(string path, ImmutableArray<Node> one, ImmutableArray<Node> other)
    {
        if (HaveNames(one) && HaveNames(other))
        {
            var others = other.ToLookup(item => item.Text("name"));
            foreach (var item in one) Item($"{path}[{item.Text("name")}]", item, others[item.Text("name")].FirstOrDefault());
            var ones = one.Select(item => item.Text("name")).ToHashSet();
            foreach (var item in other.Where(item => !ones.Contains(item.Text("name")))) Item($"{path}[{item.Text("name")}]", null, item);
            return;
        }

        if (one.Length == other.Length && one.Zip(other).All(pair => Same(pair.First, pair.Second)))
        {
            Compared += one.Length;
            return;
        }

        // Items without a name are themselves.
        var (rest, before) = (other.ToList(), leaves.Count);
        foreach (var item in one)
        {
            var twin = rest.FindIndex(item.Equals);
            if (twin < 0) twin = rest.FindIndex(candidate => Same(item, candidate));
            if (twin >= 0)
            {
                Compared++;
                rest.RemoveAt(twin);
            }
            else
            {
                Leaf($"{path}[{CanonicalText.Of(item)}]", item, null);
            }
        }

        foreach (var item in rest) Leaf($"{path}[{CanonicalText.Of(item)}]", null, item);
        // The first rule that matches wins, but edges of a policy have no order.
        if (leaves.Count == before && kind is not ("NetworkPolicy" or "AuthorizationPolicy")) Leaf($"{path} (order)", new Node.List(one), new Node.List(other));
    }

    // Names tell items apart only where no two share one.
    private static bool HaveNames(ImmutableArray<Node> items) => items.All(item => item.Text("name").Length > 0) && items.DistinctBy(item => item.Text("name")).Count() == items.Length;

    private bool Same(Node one, Node other) => one.Equals(other) || words.Same(CanonicalText.Of(one), CanonicalText.Of(other));

    // A container that exists on one side only is one difference, not one per field.
    private void Item(string path, Node? one, Node? other)
    {
        if (one is null || other is null) Leaf(path, one, other);
        else Compare(path, one, other);
    }

    private void Leaf(string path, Node? one, Node? other)
    {
        Compared++;
        if (one is null ? other is null : one.Equals(other)) return;
        var (text, otherText) = (one is null ? null : CanonicalText.Of(one), other is null ? null : CanonicalText.Of(other));
        leaves.Add(new(file, kind, path, text, otherText, text is not null && otherText is not null && words.Same(text, otherText)));
    }
}
