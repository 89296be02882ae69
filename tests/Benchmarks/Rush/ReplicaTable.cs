using System.Text.Json;

namespace Benchmarks.Rush;

/// <summary>Which replicas serve, in the file that the ingress and the services follow.</summary>
internal sealed class ReplicaTable(string path)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, List<string>> _addresses = new(StringComparer.Ordinal);

    public string Path => path;

    public void Add(string workload, Uri address) => Change(workload, list => list.Add(address.ToString()));

    public void Remove(string workload, Uri address) => Change(workload, list => list.Remove(address.ToString()));

    private void Change(string workload, Action<List<string>> change)
    {
        lock (_gate)
        {
            if (!_addresses.TryGetValue(workload, out var list)) _addresses[workload] = list = [];
            change(list);
            File.WriteAllText(path + ".new", JsonSerializer.Serialize(_addresses));
            File.Move(path + ".new", path, overwrite: true);
        }
    }
}
