using Parity.Model;

namespace Parity.Delivery;

/// <summary>A field that is not as wanted.</summary>
/// <param name="Segments">Names from the top; an element of a list in brackets: <c>spec</c>, <c>containers</c>, <c>[catalog]</c>.</param>
/// <param name="Wanted">Empty where the field shall not be.</param>
/// <param name="Actual">Empty where the field is missing.</param>
public sealed record FieldDifference(Sequence<string> Segments, string Wanted, string Actual)
{
    /// <summary>As a person writes it: <c>spec.template.spec.containers[catalog].image</c>.</summary>
    public string Path => string.Join('.', Segments).Replace(".[", "[", StringComparison.Ordinal);
}
