using Parity.Verification.Adoption.Facts;
using Parity.Verification.Adoption.Sources;

namespace Parity.Verification.Adoption.Comparison;

/// <summary>Tells effects from causes, so that one cause is one difference: a ConfigMap's key and the variables that it reaches.</summary>
internal sealed class Causes(IReadOnlyList<EnvironmentFacts> environments, List<RawDifference> differences)
{
    private readonly Dictionary<(string Subject, string Path), RawDifference> byPlace =
        differences.ToDictionary(each => (each.Subject, each.Path));

    // Found once: a dump of 50 MB has some fifty thousand maps, each of which is asked for.
    private readonly HashSet<string> mounted = environments.SelectMany(each => each.Subjects).SelectMany(each => each.All)
        .Where(fact => fact is { IsUnit: true, Category: "volume", Kind: "configMap" }).Select(fact => fact.Value.Shown).OfType<string>()
        .Select(shown => $"configmap/{shown["configMap ".Length..]}").ToHashSet(StringComparer.Ordinal);

    public List<RawDifference> Separate(bool byVariable = false)
    {
        var effects = new HashSet<RawDifference>(ReferenceEqualityComparer.Instance);
        foreach (var variable in differences.Where(each => each.Sample.Variable is not null))
            if (!byVariable && IsReached(variable) || IsDerived(variable)) effects.Add(variable);
        var reading = Readings();
        foreach (var map in differences.Where(each => each.Subject.StartsWith("configmap/", StringComparison.Ordinal)))
            foreach (var place in reading.GetValueOrDefault((map.Subject, map.Path)) ?? []) Affect(map, place);
        foreach (var map in differences.Where(each => each.Subject.StartsWith("configmap/", StringComparison.Ordinal)))
            if (byVariable && map.Affects.Count > 0 && !IsMounted(map.Subject) || IsWithoutEffect(map, reading, effects)) effects.Add(map);
        foreach (var mount in differences.Where(IsMountOfMissingVolume)) effects.Add(mount);
        var readers = Readers();
        foreach (var map in differences.Where(each => each.Path is "configmap" or "secret" && each.IsPartial))
            if (readers.TryGetValue(map.Subject, out var subjects) && subjects.All(subject => IsMissingAlike(subject, map))) effects.Add(map);
        foreach (var label in differences.Where(IsOwnName)) effects.Add(label);
        SeparateSecurity(effects);
        return [.. differences.Where(each => !effects.Contains(each))];
    }

    /// <summary>In every environment the variable is what the ConfigMap's key says there: then the key differs, not the variable.</summary>
    private bool IsReached(RawDifference variable)
    {
        foreach (var source in variable.Facts.Select(fact => fact?.Variable).Where(each => each?.Origin == Origin.ConfigMap).DistinctBy(each => (each!.Source, each.SourceKey)))
        {
            var subject = $"configmap/{source!.Source}";
            var path = $"data {source.SourceKey}";
            if (!byPlace.TryGetValue((subject, path), out var cause) && !byPlace.TryGetValue((subject, "configmap"), out cause)) continue;
            var explained = true;
            for (var i = 0; i < environments.Count && explained; i++)
            {
                if (!variable.Compared[i]) continue;
                var key = environments[i].Find(subject)?.Find(path)?.Value.Key;
                // Where nothing can be said about ConfigMaps (Compose), the variable is what it is in an environment that has one.
                explained = key == variable.Facts[i]?.Value.Key || key is null && environments[i].IsSilent(subject, path) && variable.Facts[i] is { } told && Enumerable.Range(0, environments.Count).Any(other => environments[other].Find(subject)?.Find(path)?.Value.Key == told.Value.Key);
            }
            if (!explained) continue;
            Affect(cause, (variable.Subject, variable.Path));
            return true;
        }
        return false;
    }

    /// <summary>Written the same everywhere with $(NAME): then NAME differs.</summary>
    private bool IsDerived(RawDifference variable)
    {
        var all = variable.Facts.Where((_, index) => variable.Compared[index]).Select(fact => fact?.Variable).ToList();
        if (all.Any(each => each is not { Origin: Origin.Literal }) || all.Select(each => each!.Written).Distinct().Count() > 1) return false;
        var prefix = variable.Path[..^all[0]!.Name.Length];
        var cause = differences.FirstOrDefault(each => each.Subject == variable.Subject && each.Sample.Variable is { } other && each.Path == prefix + other.Name
            && all[0]!.Written.Contains($"$({other.Name})", StringComparison.Ordinal));
        if (cause is not null) Affect(cause, (variable.Subject, variable.Path));
        return cause is not null;
    }

    // environment: dev in dev, staging in staging: the label says where it is, as the folder does.
    private bool IsOwnName(RawDifference label) => label.Sample.Category == "label" && label.Facts.Where((fact, index) => fact is not null && !IsNameOf(fact.Value.Key, environments[index].Name)).ToList() is [];

    private static bool IsNameOf(string text, string environment) =>
        text.Equals(environment, StringComparison.OrdinalIgnoreCase) || EnvironmentOrder.IsKnown(text) && EnvironmentOrder.IsKnown(environment) && EnvironmentOrder.Rank(text) == EnvironmentOrder.Rank(environment);

    private static void Affect(RawDifference cause, (string Subject, string Path) place)
    {
        if (!cause.Affects.Any(each => each.Workload == place.Subject && each.Path == place.Path)) cause.Affects.Add(new(place.Subject, place.Path));
    }

    /// <summary>For each key of a ConfigMap the variables that come from it in any environment, and whether they agree.</summary>
    private Dictionary<(string Subject, string Path), List<(string Subject, string Path)>> Readings()
    {
        var readings = new Dictionary<(string, string), List<(string, string)>>();
        foreach (var facts in environments.SelectMany(each => each.Subjects))
        {
            foreach (var fact in facts.All)
            {
                if (fact.Variable is not { Origin: Origin.ConfigMap } variable) continue;
                var key = ($"configmap/{variable.Source}", $"data {variable.SourceKey}");
                if (!readings.TryGetValue(key, out var list)) readings[key] = list = [];
                list.Add((facts.Subject, fact.Path));
            }
        }
        return readings;
    }

    /// <summary>The workloads that take a variable or a file from a ConfigMap or a Secret, in any environment.</summary>
    private Dictionary<string, HashSet<string>> Readers()
    {
        var readers = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var facts in environments.SelectMany(each => each.Subjects))
        {
            foreach (var fact in facts.All)
            {
                var source = fact.Variable is { Origin: Origin.ConfigMap } map ? $"configmap/{map.Source}" : fact.Variable is { Origin: Origin.Secret } secret ? $"secret/{secret.Source}"
                    : fact is { IsUnit: true, Category: "volume", Kind: "configMap" or "secret", Value.Shown: string shown } ? $"{fact.Kind.ToLowerInvariant()}/{shown[(shown.IndexOf(' ', StringComparison.Ordinal) + 1)..]}" : null;
                if (source is null) continue;
                if (!readers.TryGetValue(source, out var subjects)) readers[source] = subjects = new(StringComparer.Ordinal);
                subjects.Add(facts.Subject);
            }
        }
        return readers;
    }

    private bool IsMissingAlike(string subject, RawDifference map) => byPlace.TryGetValue((subject, "workload"), out var workload) && workload.IsPartial
        && !workload.Facts.Where((fact, index) => fact is null != (map.Facts[index] is null)).Any();

    // Where every reader of a key finds the same value by another way (a literal, another ConfigMap), nothing differs.
    private bool IsWithoutEffect(RawDifference map, Dictionary<(string Subject, string Path), List<(string Subject, string Path)>> readings, HashSet<RawDifference> effects)
    {
        if (IsMounted(map.Subject)) return false;
        var keys = map.Path == "configmap"
            ? [.. environments.Select(each => each.Find(map.Subject)).OfType<SubjectFacts>().SelectMany(each => each.All).Where(fact => !fact.IsUnit).Select(fact => fact.Path).Distinct(StringComparer.Ordinal)]
            : new List<string> { map.Path };
        var places = keys.Select(key => readings.GetValueOrDefault((map.Subject, key))).ToList();
        if (places.Count == 0 || places.All(each => each is null)) return false;
        if (map.Path != "configmap" && places.Any(each => each is null)) return false;
        return places.OfType<List<(string, string)>>().SelectMany(each => each)
            .All(place => !byPlace.TryGetValue(place, out var difference) || !effects.Contains(difference));
    }

    private bool IsMounted(string map) => mounted.Contains(map);

    private bool IsMountOfMissingVolume(RawDifference mount)
    {
        if (!mount.Sample.IsUnit || !mount.Path.Contains(" volumeMount ", StringComparison.Ordinal) || !mount.IsPartial) return false;
        var volume = mount.Sample.Value.Shown as string;
        return byPlace.TryGetValue((mount.Subject, $"pod volume {volume}"), out var missing) && missing.IsPartial
            || byPlace.TryGetValue((mount.Subject, $"volumeClaimTemplate {volume}"), out missing) && missing.IsPartial;
    }

    // A pod's user is each container's user: said once, at the pod, unless the containers say otherwise themselves.
    private void SeparateSecurity(HashSet<RawDifference> effects)
    {
        foreach (var group in differences.Where(each => each.Path.Contains("securityContext.", StringComparison.Ordinal)).GroupBy(each => (each.Subject, Field: each.Path[each.Path.IndexOf("securityContext.", StringComparison.Ordinal)..])))
        {
            var ofPod = group.FirstOrDefault(each => each.Path.StartsWith("pod ", StringComparison.Ordinal));
            var ofContainers = group.Where(each => each != ofPod).ToList();
            var followed = ofContainers.Where(each => each.Facts.All(fact => fact is null or { Category: SecurityFacts.PodCategory })).ToList();
            foreach (var each in followed) effects.Add(each);
            var inherited = environments.Select(each => each.Find(group.Key.Subject)).OfType<SubjectFacts>().SelectMany(each => each.All)
                .Any(fact => !fact.Path.StartsWith("pod ", StringComparison.Ordinal) && fact.Path.EndsWith(group.Key.Field, StringComparison.Ordinal));
            if (ofPod is not null && inherited && followed.Count == 0) effects.Add(ofPod);
        }
    }
}
