using System.Security.Cryptography;

namespace Aspire.Hosting.Orchestration;

/// <summary>Every replica of every resource that DCP runs.</summary>
internal sealed class Replicas
{
    private const string SuffixLetters = "abcdefghjkmnpqrstuvwxyz";
    private const int SuffixLength = 8;
    private readonly Dictionary<string, Replica> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<IResource, Replica[]> _byResource = [];

    public IReadOnlyCollection<IResource> Resources => _byResource.Keys;

    public IReadOnlyCollection<Replica> All => _byId.Values;

    /// <summary>Whether DCP runs such a resource; all others live by their own events.</summary>
    public static bool IsRun(IResource resource) =>
        resource is ProjectResource or ExecutableResource || resource.IsContainer();

    public void Add(IResource resource)
    {
        if (!resource.TryGetLastAnnotation<DcpInstancesAnnotation>(out var instances))
        {
            instances = new DcpInstancesAnnotation([.. Enumerable.Range(0, Math.Max(1, resource.GetReplicaCount())).Select(index => Instance(resource, index))]);
            resource.Annotations.Add(instances);
        }
        var replicas = instances.Instances.Select(instance => new Replica(resource, instance)).ToArray();
        _byResource.Add(resource, replicas);
        foreach (var replica in replicas)
            _byId.Add(replica.Id, replica);
    }

    public IReadOnlyList<Replica> Of(IResource resource) => _byResource[resource];

    public bool TryGet(string id, [NotNullWhen(true)] out Replica? replica) => _byId.TryGetValue(id, out replica);

    /// <summary>The replica for which a DCP object stands now; none for an object of an earlier start.</summary>
    public Replica? OfObject(string objectName) => _byId.Values.FirstOrDefault(r => r.ObjectName == objectName);

    private static DcpInstance Instance(IResource resource, int index)
    {
        var suffix = RandomNumberGenerator.GetString(SuffixLetters, SuffixLength);
        return new DcpInstance($"{resource.Name}-{suffix}", suffix, index);
    }
}
