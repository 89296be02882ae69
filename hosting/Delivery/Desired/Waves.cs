using Parity.Model;

namespace Parity.Delivery;

/// <summary>The order of workloads: what is called before its callers, and jobs (migrations) with what they need before everything else.</summary>
public static class Waves
{
    /// <summary>The wave of each workload, from 0. Workloads that call each other in a circle share a wave.</summary>
    public static IReadOnlyDictionary<string, int> Of(IReadOnlyList<Workload> workloads)
    {
        var present = workloads.Select(workload => workload.Name).ToHashSet();
        var needs = workloads.ToDictionary(workload => workload.Name, workload => workload.References.Select(reference => reference.Workload).Concat(workload.WaitsFor).Where(present.Contains).Where(name => name != workload.Name).ToHashSet());
        var jobs = workloads.Where(workload => workload.Kind == WorkloadKind.Job).Select(workload => workload.Name).ToArray();
        var before = jobs.SelectMany(job => Closure(job, needs)).ToHashSet();
        foreach (var later in needs.Keys.Where(name => !before.Contains(name))) needs[later].UnionWith(jobs);

        var waves = new Dictionary<string, int>();
        for (var wave = 0; waves.Count < workloads.Count; wave++)
        {
            var left = needs.Keys.Where(name => !waves.ContainsKey(name)).Order(StringComparer.Ordinal).ToArray();
            var closures = left.ToDictionary(name => name, name => Closure(name, needs).Where(needed => !waves.ContainsKey(needed)).ToHashSet());
            // Ready: needs nothing that is left but those that need it too.
            string[] ready = [.. left.Where(name => closures[name].All(needed => closures[needed].Contains(name)))];
            foreach (var name in ready) waves[name] = wave;
        }

        return waves;
    }

    private static HashSet<string> Closure(string name, Dictionary<string, HashSet<string>> needs)
    {
        var seen = new HashSet<string> { name };
        var open = new Stack<string>(seen);
        while (open.TryPop(out var next))
        {
            foreach (var needed in needs[next].Where(seen.Add)) open.Push(needed);
        }

        return seen;
    }
}
