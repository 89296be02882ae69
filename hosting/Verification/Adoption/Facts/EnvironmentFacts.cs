namespace Parity.Verification.Adoption.Facts;

/// <summary>Everything that one environment says, by subject, and what its kind of source cannot say.</summary>
internal sealed class EnvironmentFacts(string name)
{
    private readonly Dictionary<string, SubjectFacts> subjects = new(StringComparer.Ordinal);
    private readonly List<(string Subject, string Path)> silent = [];

    public string Name { get; } = name;

    /// <summary>Where set: the only paths of which absence means something. A Compose file has no word for most of Kubernetes.</summary>
    public Func<string, bool>? Says { get; init; }

    public IEnumerable<SubjectFacts> Subjects => subjects.Values;

    public SubjectFacts? Find(string subject) => subjects.GetValueOrDefault(subject);

    public SubjectFacts Of(string subject)
    {
        if (!subjects.TryGetValue(subject, out var facts)) subjects[subject] = facts = new(subject);
        return facts;
    }

    /// <summary>Here nothing can be said about the path and what is under it ("*": of any subject): its absence is no difference.</summary>
    public void CannotSay(string subject, string path) => silent.Add((subject, path));

    public bool IsSilent(string subject, string path)
    {
        if (Says?.Invoke(path) == false) return true;
        foreach (var (about, prefix) in silent)
        {
            if (about != "*" && about != subject && !(about.EndsWith('*') && subject.StartsWith(about[..^1], StringComparison.Ordinal))) continue;
            if (path.StartsWith(prefix, StringComparison.Ordinal) && (prefix.Length == path.Length || prefix.Length == 0 || path[prefix.Length] is ' ' or '.')) return true;
        }
        return false;
    }
}
