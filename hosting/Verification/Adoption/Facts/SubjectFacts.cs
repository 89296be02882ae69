namespace Parity.Verification.Adoption.Facts;

/// <summary>What one environment says about one subject: a workload, a ConfigMap, the ingress.</summary>
internal sealed class SubjectFacts(string subject)
{
    private readonly Dictionary<string, Fact> facts = new(StringComparer.Ordinal);

    public string Subject { get; } = subject;

    public IEnumerable<Fact> All => facts.Values;

    public Fact? Find(string path) => facts.GetValueOrDefault(path);

    public void Add(Fact fact) => facts[fact.Path] = fact;

    public void Remove(string path) => facts.Remove(path);

    /// <summary>Whether the unit and everything that it is part of is there.</summary>
    public bool HasUnit(string path)
    {
        while (path.Length > 0)
        {
            if (Find(path) is not { } unit) return false;
            path = unit.Unit;
        }
        return true;
    }
}
