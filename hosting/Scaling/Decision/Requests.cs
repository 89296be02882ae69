namespace Parity.Scaling;

/// <summary>The request of one pod that utilization is measured against.</summary>
internal static class Requests
{
    public static MetricError? TryGet(Metric metric, Pod pod, out long milli) => metric.Container is { } container
        ? OfContainer(pod, container, metric.Name, out milli)
        : pod.Requests is { } requests && requests.Entries.Length > 0 ? OfPod(pod, requests, metric.Name, out milli)
        : OfAll(pod, metric.Name, out milli);

    private static MetricError? OfContainer(Pod pod, string name, string resource, out long milli)
    {
        milli = 0;
        foreach (var container in pod.Containers.AsSpan())
        {
            if (container.Kind == ContainerKind.Init || container.Name != name) continue;
            return container.Requests.TryGet(resource, out milli) ? null : MetricError.MissingRequest;
        }

        return MetricError.ContainerNotFound;
    }

    private static MetricError? OfAll(Pod pod, string resource, out long milli)
    {
        milli = 0;
        foreach (var container in pod.Containers.AsSpan())
        {
            if (container.Kind == ContainerKind.Init) continue;
            if (!container.Requests.TryGet(resource, out var part)) return MetricError.MissingRequest;
            milli = unchecked(milli + part);
        }

        return null;
    }

    // A resource that the pod level leaves out is what the scheduler would reserve for the containers: those that run together,
    // or the largest init container beside the sidecars started before it.
    // https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
    private static MetricError? OfPod(Pod pod, Amounts podLevel, string resource, out long milli)
    {
        if (podLevel.TryGet(resource, out milli)) return null;

        var found = false;
        long together = 0, sidecars = 0, peak = 0;
        foreach (var container in pod.Containers.AsSpan())
        {
            if (!container.Requests.TryGet(resource, out var part)) continue;
            found = true;
            switch (container.Kind)
            {
                case ContainerKind.Init:
                    peak = Math.Max(peak, sidecars + part);
                    break;
                case ContainerKind.Sidecar:
                    together += part;
                    sidecars += part;
                    peak = Math.Max(peak, sidecars);
                    break;
                default:
                    together += part;
                    break;
            }
        }

        milli = Math.Max(together, peak);
        return found ? null : MetricError.MissingPodLevelRequest;
    }
}
