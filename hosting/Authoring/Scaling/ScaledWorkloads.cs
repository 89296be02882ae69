using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Parity.Authoring;

/// <summary>Everything that scales on this machine, and what cannot and why.</summary>
internal sealed record ScaledWorkloads(IReadOnlyList<ScaledWorkload> All, IReadOnlyList<string> Refused)
{
    public static ScaledWorkloads Of(DistributedApplicationModel model, ScalingSettings settings, string? environment)
    {
        var declared = model.Resources.Where(resource => resource.Annotations.OfType<AutoscalingAnnotation>().Any()).ToList();
        var able = declared.Where(resource => Obstacle(resource) is null).ToList();
        var initial = able.Sum(Initial);
        return new(
            [.. able.Select(resource => Of(resource, environment ?? "", settings.MaximumReplicas - initial))],
            [.. declared.Except(able).Select(resource => $"{resource.Name} keeps its replicas on this machine: {Obstacle(resource)}.")]);
    }

    private static ScaledWorkload Of(IResource resource, string environment, int free)
    {
        var autoscaling = resource.Annotations.OfType<AutoscalingAnnotation>().Last().Autoscaling;
        var initial = Initial(resource);
        var room = Math.Max(initial, Math.Min(autoscaling.BoundsIn(environment).Maximum, initial + free));
        var capacity = resource.Annotations.OfType<CapacityAnnotation>().LastOrDefault() is { } annotation && annotation.Value.TryGet(environment, out var found) ? found : null;
        return new(resource, autoscaling, environment, new(initial, room), capacity);
    }

    private static int Initial(IResource resource) => Math.Max(1, resource.GetReplicaCount());

    private static string? Obstacle(IResource resource)
    {
        if (resource is not ProjectResource) return "only projects have replicas here";
        var fixedPort = resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(endpoint => endpoint.Protocol == ProtocolType.Tcp && (!endpoint.IsProxied || endpoint.TargetPort is not null));
        return fixedPort is null ? null : $"all replicas would need the same port, since the endpoint '{fixedPort.Name}' has {(fixedPort.IsProxied ? "a targetPort" : "isProxied: false")}";
    }
}
