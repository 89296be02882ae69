using System.Collections;

namespace Aspire.Hosting.ApplicationModel;

public class NetworkEndpointSnapshotList : IEnumerable<NetworkEndpointSnapshot>
{
    private readonly Lock _gate = new();
    private ImmutableList<NetworkEndpointSnapshot> _snapshots = [];

    [Obsolete("This method is for internal use only and will be marked internal in a future Aspire release. Use AddOrUpdateAllocatedEndpoint instead.")]
    public bool TryAdd(NetworkIdentifier networkId, ValueSnapshot<AllocatedEndpoint> snapshot) => Add(networkId, snapshot);

    public void AddOrUpdateAllocatedEndpoint(NetworkIdentifier networkId, AllocatedEndpoint endpoint)
    {
        if (endpoint.NetworkID != networkId)
        {
            throw new ArgumentException($"The allocated endpoint belongs to the network '{endpoint.NetworkID}', not to '{networkId}'.", nameof(endpoint));
        }

        For(networkId).Snapshot.SetValue(endpoint);
    }

    public Task<AllocatedEndpoint> GetAllocatedEndpointAsync(NetworkIdentifier networkId, CancellationToken cancellationToken = default) =>
        For(networkId).Snapshot.GetValueAsync(cancellationToken);

    public IEnumerator<NetworkEndpointSnapshot> GetEnumerator() => ((IEnumerable<NetworkEndpointSnapshot>)_snapshots).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal AllocatedEndpoint? Find(NetworkIdentifier networkId) =>
        _snapshots.Find(candidate => candidate.NetworkID == networkId) is { Snapshot: { IsValueSet: true } snapshot }
            ? snapshot.GetValueAsync().GetAwaiter().GetResult()
            : null;

    internal bool Add(NetworkIdentifier networkId, ValueSnapshot<AllocatedEndpoint> snapshot)
    {
        lock (_gate)
        {
            if (_snapshots.Exists(candidate => candidate.NetworkID == networkId))
            {
                return false;
            }

            _snapshots = _snapshots.Add(new(snapshot, networkId));
            return true;
        }
    }

    private NetworkEndpointSnapshot For(NetworkIdentifier networkId)
    {
        Add(networkId, new ValueSnapshot<AllocatedEndpoint>());
        return _snapshots.Find(candidate => candidate.NetworkID == networkId)!;
    }
}
