namespace Aspire.Hosting.Orchestration;

/// <summary>Resources and the children that share their life: a database of a server, not a process started beside it.</summary>
internal sealed class ResourceFamily(DistributedApplicationModel model)
{
    private readonly ILookup<IResource, IResource> _children = model.Resources.OfType<IResourceWithParent>()
        .Where(child => !HasOwnLife(child)).ToLookup(child => child.Parent, child => (IResource)child);

    public static bool HasOwnLife(IResource resource) =>
        Replicas.IsRun(resource) || resource is ParameterResource or ConnectionStringResource or ExternalServiceResource;

    public IEnumerable<IResource> ChildrenOf(IResource resource) => _children[resource].SelectMany(WithChildren);

    public IEnumerable<IResource> WithChildren(IResource resource) => ChildrenOf(resource).Prepend(resource);

    /// <summary>Who shows as the parent: by type, else by WithParentRelationship.</summary>
    public static IResource? ParentOf(IResource resource) => resource is IResourceWithParent { Parent: var parent }
        ? parent
        : resource.Annotations.OfType<ResourceRelationshipAnnotation>().LastOrDefault(r => r.Type == KnownRelationshipTypes.Parent)?.Resource;
}
