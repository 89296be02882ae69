using Parity.Verification.Adoption.Facts;

namespace Parity.Verification.Adoption.Comparison;

/// <summary>Facts of one place that do not agree, before effects are told from causes.</summary>
/// <param name="Facts">One per environment, in order; null where there is none.</param>
/// <param name="Compared">Whether the environment could say something here.</param>
internal sealed record RawDifference(string Subject, Fact Sample, IReadOnlyList<Fact?> Facts, IReadOnlyList<bool> Compared)
{
    public string Path => Sample.Path;

    /// <summary>Whether it is there in some environments and missing in others that could have it.</summary>
    public bool IsPartial => Facts.Where((fact, index) => Compared[index] && fact is null).Any();

    /// <summary>The shown values; a default where an environment says nothing but something holds.</summary>
    public IEnumerable<object?> Shown => Facts.Select((fact, index) => fact is not null ? fact.Value.Shown : Compared[index] && !Sample.IsUnit ? Sample.Default?.Shown : null);

    public List<AffectedPlace> Affects { get; } = [];
}
