using System.Collections.Immutable;
using Parity.Emission;
using Parity.Model;

namespace Parity.Verification;

/// <summary>What a workload's program gets from its manifest in one environment.</summary>
/// <param name="Workload">Whose program.</param>
/// <param name="Environment">Where.</param>
/// <param name="Image">The image that holds it.</param>
/// <param name="Variables">Environment variables, from ConfigMaps and by value.</param>
/// <param name="Secrets">Files of secrets, by name.</param>
public sealed record ProgramInput(string Workload, string Environment, string Image, Map<string, string> Variables, Sequence<string> Secrets)
{
    /// <summary>Environment variables whose values are in Secret objects.</summary>
    public Sequence<string> SecretVariables { get; init; } = [];

    /// <summary>Names that service discovery looks up for the program: the workloads that it references.</summary>
    public Sequence<string> Callees { get; init; } = [];

    /// <summary>Reads them from the emitted objects, not from the model: what is not in the manifest is not there.</summary>
    public static IEnumerable<ProgramInput> Of(Topology topology, Emission.Emission emission)
    {
        ArgumentNullException.ThrowIfNull(topology);
        ArgumentNullException.ThrowIfNull(emission);
        return from environment in topology.Environments.OrderBy(environment => environment.Order)
               where emission.Objects.ContainsKey(environment.Name)
               from form in NormalForm.Of(emission.Objects[environment.Name])
               where form.Value.Kind is "Deployment" or "StatefulSet" or "Job"
               let workload = form.Key.Split('/')[0]
               let pod = At(form.Value.Tree, "spec", "template", "spec")
               let container = Named(pod, "containers", workload)
               where container is not null
               select new ProgramInput(workload, environment.Name, container.Text("image"), VariablesOf(container), SecretsOf(pod, container))
               {
                   SecretVariables = SecretVariablesOf(container),
                   Callees = [.. topology.Find(workload)?.References.Select(reference => reference.Workload) ?? []],
               };
    }

    private static Map<string, string> VariablesOf(Node container) =>
        At(container, "environment") is Node.Map values ? values.Entries.Where(entry => entry.Value is Node.Scalar).ToMap(entry => entry.Key, entry => ((Node.Scalar)entry.Value).Value) : [];

    private static Sequence<string> SecretVariablesOf(Node container) =>
        At(container, "environment") is Node.Map values ? [.. values.Entries.Where(entry => entry.Value is Node.Map map && map["secret"] is not null).Select(entry => entry.Key)] : [];

    // Only volumes that the container mounts; the ones of jobs that are waited for belong to them.
    private static Sequence<string> SecretsOf(Node? pod, Node container) =>
    [
        .. from mount in Items(container, "volumeMounts")
           let volume = Named(pod, "volumes", mount.Text("name"))
           where volume is not null && At(volume, "files") is Node.Map
           from file in ((Node.Map)At(volume, "files")!).Entries
           where file.Value is Node.Scalar { Value: var text } && text.StartsWith("Secret ", StringComparison.Ordinal)
           select file.Key,
    ];

    private static Node? At(Node? node, params string[] path) => path.Aggregate(node, (at, key) => (at as Node.Map)?[key]);

    private static Node? Named(Node? node, string list, string name) => Items(node, list).FirstOrDefault(item => item.Text("name") == name);

    private static ImmutableArray<Node> Items(Node? node, string list) => At(node, list) is Node.List { Items: var items } ? items : [];
}
