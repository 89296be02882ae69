namespace Parity.Verification.Adoption.Pipelines;

/// <summary>Which stages are the same: by name, or by name without the environment's ("Deploy to staging", "Deploy to production").</summary>
internal sealed class StageNames
{
    private static readonly char[] Separators = [' ', '-', '_', '/', ':', '(', ')'];

    private static readonly HashSet<string> Fillers = new(["to", "on", "in", "for", "the", "stage", "staging", "prod", "production", "dev", "development", "env", "environment"], StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<(int Pipeline, string Name), string> same = [];
    private readonly int pipelines;

    public StageNames(IReadOnlyList<string> environments, IReadOnlyList<Jenkinsfile?> pipelines)
    {
        this.pipelines = pipelines.Count(each => each is not null);
        var exact = pipelines.OfType<Jenkinsfile>().SelectMany(each => each.Stages.Select(stage => stage.Name)).GroupBy(name => name, StringComparer.Ordinal)
            .Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < pipelines.Count; i++)
        {
            var mine = pipelines[i]?.Stages.Select(stage => stage.Name).ToList() ?? [];
            var shorts = mine.ToLookup(name => Short(name, environments), StringComparer.Ordinal);
            foreach (var name in mine)
            {
                var brief = Short(name, environments);
                var unique = brief.Length > 0 && shorts[brief].Count() == 1 && !exact.Contains(name);
                if (exact.Contains(name)) shown.TryAdd(brief, name);
                same[(i, name)] = !unique ? name : shown.TryGetValue(brief, out var first) ? first : shown[brief] = name;
            }
        }
        Ordered = Merge(pipelines);
    }

    /// <summary>All stages in an order that every pipeline's own order agrees with as far as it can.</summary>
    public IReadOnlyList<string> Ordered { get; }

    public string Same(int pipeline, string name) => same.GetValueOrDefault((pipeline, name), name);

    public bool IsEverywhere(string name) => same.Where(pair => pair.Value == name).Select(pair => pair.Key.Pipeline).Distinct().Count() == pipelines;

    private List<string> Merge(IReadOnlyList<Jenkinsfile?> pipelines)
    {
        var merged = new List<string>();
        for (var i = 0; i < pipelines.Count; i++)
        {
            var place = 0;
            foreach (var name in pipelines[i]?.Stages.Select(stage => Same(i, stage.Name)) ?? [])
            {
                var known = merged.IndexOf(name);
                if (known < 0) merged.Insert(place++, name);
                else place = known + 1;
            }
        }
        return merged;
    }

    private static string Short(string name, IReadOnlyList<string> environments) => string.Join(' ', name.Split(Separators, StringSplitOptions.RemoveEmptyEntries)
        .Where(word => !Fillers.Contains(word) && !environments.Contains(word, StringComparer.OrdinalIgnoreCase))).ToLowerInvariant();
}
