using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Parity.Emission;

/// <summary>One environment of a topology, with what emitters ask for more than once.</summary>
internal sealed class Target
{
    private readonly Dictionary<string, Workload> byName;
    private readonly Lazy<(ILookup<string, Edge> To, ILookup<string, Edge> From)> edges;

    public Target(Topology topology, Environment environment, Map<string, string> images, SettingTable settings)
    {
        Topology = topology;
        Environment = environment;
        Images = images;
        Settings = settings;
        Workloads = [.. topology.In(environment)];
        byName = Workloads.ToDictionary(workload => workload.Name);
        edges = new(EdgesOf);
        Routes = RoutesEmitter.Emit(this);
        Routed = [.. Routes.Backends];
    }

    public Topology Topology { get; }

    public Environment Environment { get; }

    /// <summary>Images with digests by workload; what is not named is taken by its tag.</summary>
    public Map<string, string> Images { get; }

    /// <summary>The variables of all workloads in all environments.</summary>
    public SettingTable Settings { get; }

    public Workload[] Workloads { get; }

    /// <summary>The route table in the words of this environment's ingress.</summary>
    public Rendering Routes { get; }

    /// <summary>Workloads that requests from outside reach, which leaves out those of routes that the ingress cannot say.</summary>
    public HashSet<string> Routed { get; }

    public bool IsMesh => Environment.Ingress is IngressKind.Istio;

    public Workload? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Calls that a workload gets.</summary>
    public IEnumerable<Edge> Into(Workload workload) => edges.Value.To[workload.Name];

    /// <summary>Calls that a workload makes.</summary>
    public IEnumerable<Edge> OutOf(Workload workload) => edges.Value.From[workload.Name];

    private (ILookup<string, Edge> To, ILookup<string, Edge> From) EdgesOf()
    {
        Edge[] all = [.. Edges.Of(this)];
        return (all.ToLookup(edge => edge.To), all.ToLookup(edge => edge.From));
    }
}
