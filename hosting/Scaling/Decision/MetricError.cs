namespace Parity.Scaling;

/// <summary>Why a metric gave no proposal.</summary>
public enum MetricError
{
    /// <summary>The metrics API call failed.</summary>
    FetchFailed,

    /// <summary>The metrics API returned nothing.</summary>
    NoMetrics,

    /// <summary>The selector matches no pod.</summary>
    NoPods,

    /// <summary>No pod that counts has a sample; the pods might be unready.</summary>
    NoReadyMetrics,

    /// <summary>A container has no request of the resource.</summary>
    MissingRequest,

    /// <summary>A pod with pod-level requests has none of the resource, and neither have its containers.</summary>
    MissingPodLevelRequest,

    /// <summary>A pod has no container of the metric's name.</summary>
    ContainerNotFound,

    /// <summary>No sample belongs to a pod with a request.</summary>
    NoMatchingRequests,
}
