namespace Parity.Verification.Adoption.Facts;

/// <summary>Everything that one environment says, by subject, and what its kind of source cannot say.</summary>
internal sealed class EnvironmentFacts(string name)
{
    private readonly Dictionary<string, SubjectFacts> subjects = new(StringComparer.Ordinal);
    private readonly List<(string Subject, string Path)> silent = [];
    private readonly HashSet<(string Subject, string Path)> silentHere = [];

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
    public void CannotSay(string subject, string path)
    {
        if (subject.EndsWith('*')) silent.Add((subject, path));
        else silentHere.Add((subject, path));
    }

    public bool IsSilent(string subject, string path)
    {
        if (Says?.Invoke(path) == false) return true;
        foreach (var (about, prefix) in silent)
        {
            if (!subject.AsSpan().StartsWith(about.AsSpan(0, about.Length - 1))) continue;
            if (path.StartsWith(prefix, StringComparison.Ordinal) && (prefix.Length == path.Length || prefix.Length == 0 || path[prefix.Length] is ' ' or '.')) return true;
        }
        if (silentHere.Count == 0) return false;
        for (var end = path.Length; end >= 0; end = path.AsSpan(0, Math.Max(end, 0)).LastIndexOfAny(' ', '.'))
            if (silentHere.Contains((subject, path[..end]))) return true;
        return silentHere.Contains((subject, ""));
    }
}
