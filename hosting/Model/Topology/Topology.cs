namespace Parity.Model;

/// <summary>The whole system as a value: everything that any environment is generated from.</summary>
/// <param name="Name">Name of the system; becomes the label <c>app.kubernetes.io/part-of</c>.</param>
/// <param name="Environments">Where it runs, in order of promotion.</param>
/// <param name="Workloads">What runs.</param>
/// <param name="Routes">What is reachable from outside.</param>
public sealed record Topology(string Name, Sequence<Environment> Environments, Sequence<Workload> Workloads, RouteTable Routes)
{
    /// <summary>The workloads that exist in an environment, in the order of their names.</summary>
    public IEnumerable<Workload> In(Environment environment) =>
        Workloads.Where(workload => workload.Presence.In(environment.Name)).OrderBy(workload => workload.Name, StringComparer.Ordinal);

    /// <summary>The workload of this name; null where there is none.</summary>
    public Workload? Find(string name) => index.Of(Workloads).GetValueOrDefault(name);

    private readonly Index index = new();

    // Follows from the workloads, so that it counts for nothing where topologies are compared; a changed copy makes its own.
    private sealed class Index
    {
        private (Sequence<Workload> Workloads, Dictionary<string, Workload> ByName)[] known = [];

        public Dictionary<string, Workload> Of(Sequence<Workload> workloads)
        {
            if (known is [var last] && ReferenceEquals(last.Workloads, workloads)) return last.ByName;
            var byName = new Dictionary<string, Workload>(StringComparer.Ordinal);
            foreach (var workload in workloads) byName.TryAdd(workload.Name, workload);
            known = [(workloads, byName)];
            return byName;
        }

        public override bool Equals(object? obj) => obj is Index;

        public override int GetHashCode() => 0;
    }
}
