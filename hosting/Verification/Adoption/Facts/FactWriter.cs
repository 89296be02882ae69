using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Facts;

/// <summary>Writes the facts of one object into a subject, each with its place in the sources.</summary>
internal sealed class FactWriter(SubjectFacts facts, KubeObject source, string unit)
{
    public string Unit { get; } = unit;

    public SubjectFacts Facts { get; } = facts;

    public KubeObject Source { get; } = source;

    public FactWriter Inside(string inner) => new(Facts, Source, inner);

    /// <summary>A whole that is compared by its presence, its kind and then its parts.</summary>
    public FactWriter AddUnit(string path, string category, Value shown, string kind = "", Node? at = null, bool groups = false)
    {
        Facts.Add(new(path, category, shown) { IsUnit = true, Groups = groups, Kind = kind, Unit = Unit, File = Source.File, Line = LineOf(at) });
        return Inside(path);
    }

    public void Add(string path, string category, Value value, Value? whenSilent = null, Node? at = null, params IReadOnlyList<string> readings) =>
        Facts.Add(new(path, category, value) { Unit = Unit, Default = whenSilent, Readings = readings, File = Source.File, Line = LineOf(at) });

    public void Add(Fact fact, Node? at) => Facts.Add(fact with { Unit = Unit, File = Source.File, Line = LineOf(at) });

    /// <summary>All leaves of a node under a prefix, with their defaults.</summary>
    public void AddLeaves(Node? node, string prefix, string category, DefaultTable defaults, string? relativeTo = null)
    {
        foreach (var (path, value) in Leaves.Of(node, prefix))
        {
            var relative = path.AsSpan((relativeTo ?? prefix).Length).TrimStart(" .");
            Add(path, category, value, defaults.Find(relative), node);
        }
    }

    private int LineOf(Node? at) => (at ?? Source.Root).Line;
}
