namespace Aspire.Hosting.ApplicationModel;

/// <summary>The latest snapshot of one replica; changes are applied one after the other.</summary>
internal sealed class ResourceStatus(IResource resource, string id)
{
    private readonly Lock _gate = new();

    public IResource Resource { get; } = resource;

    public ResourceEvent? Current { get; private set; }

    public void Update(Func<CustomResourceSnapshot, CustomResourceSnapshot> change, Action<ResourceEvent> published)
    {
        lock (_gate)
        {
            var before = Current?.Snapshot;
            var after = change(before ?? ResourceSnapshots.Initial(Resource));
            if (before is not null && SnapshotContent.Same(before, after))
            {
                return;
            }

            Current = new(Resource, id, after with { Version = (before?.Version ?? 0) + 1 });
            published(Current);
        }
    }
}
