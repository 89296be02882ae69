namespace Parity.Scaling;

/// <summary>What the metrics APIs say about one pod.</summary>
internal static class Samples
{
    /// <summary>Whether the API's list has an entry for this pod at all, even one without the resource.</summary>
    public static bool IsListed(Metric metric, Pod pod) =>
        metric.Source == MetricSource.Pods ? pod.Custom.TryGet(metric.Name, out _) : pod.Usage is not null;

    public static bool TryGet(Metric metric, Pod pod, out long milli) => metric.Source switch
    {
        MetricSource.Pods => pod.Custom.TryGet(metric.Name, out milli),
        MetricSource.ContainerResource => TryGetContainer(metric, pod, out milli),
        _ => TryGetSum(metric, pod, out milli),
    };

    // One container without the resource makes the whole sample unusable: a partial sum would look like less load.
    private static bool TryGetSum(Metric metric, Pod pod, out long milli)
    {
        milli = 0;
        if (pod.Usage is not { Containers: { IsDefaultOrEmpty: false } containers }) return false;
        foreach (var container in containers.AsSpan())
        {
            if (!container.Resources.TryGet(metric.Name, out var part)) return false;
            milli = unchecked(milli + part);
        }

        return true;
    }

    private static bool TryGetContainer(Metric metric, Pod pod, out long milli)
    {
        milli = 0;
        if (pod.Usage is not { Containers: { IsDefault: false } containers }) return false;
        foreach (var container in containers.AsSpan())
        {
            if (container.Name == metric.Container) return container.Resources.TryGet(metric.Name, out milli);
        }

        return false;
    }
}
