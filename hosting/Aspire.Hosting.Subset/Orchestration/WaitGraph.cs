namespace Aspire.Hosting.Orchestration;

/// <summary>Who waits for whom. A cycle can never start, so it is refused before anything does.</summary>
internal static class WaitGraph
{
    public static void Validate(IEnumerable<IResource> resources)
    {
        var done = new HashSet<IResource>();
        foreach (var resource in resources)
        {
            if (FindCycle(resource, [], done) is not { } cycle)
                continue;
            var chain = string.Join(" -> ", cycle.Select(r => r.Name));
            throw new DistributedApplicationException(
                $"The application cannot start: these resources wait for each other: {chain}. Remove one of the WaitFor, WaitForStart or WaitForCompletion calls among them.");
        }
    }

    private static List<IResource>? FindCycle(IResource resource, List<IResource> path, HashSet<IResource> done)
    {
        var start = path.IndexOf(resource);
        if (start >= 0)
            return [.. path[start..], resource];
        if (done.Contains(resource))
            return null;
        path.Add(resource);
        foreach (var dependency in WaitedFor(resource))
        {
            if (FindCycle(dependency, path, done) is { } cycle)
                return cycle;
        }
        path.RemoveAt(path.Count - 1);
        done.Add(resource);
        return null;
    }

    // A child without a life of its own runs when its parent does, so waiting for it is waiting for the parent.
    private static IEnumerable<IResource> WaitedFor(IResource resource)
    {
        foreach (var wait in resource.Annotations.OfType<WaitAnnotation>())
            yield return wait.Resource;
        if (resource is IResourceWithParent { Parent: var parent } && !Replicas.IsRun(resource))
            yield return parent;
    }
}
