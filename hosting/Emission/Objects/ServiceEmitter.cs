using k8s.Models;
using Parity.Model;

namespace Parity.Emission;

internal static class ServiceEmitter
{
    public static IEnumerable<Emitted> Emit(Target target, Workload workload)
    {
        if (workload.Endpoints.Count == 0) yield break;
        yield return new($"{workload.Name}/service", new V1Service
        {
            ApiVersion = "v1",
            Kind = "Service",
            Metadata = Metadata.Of(target, workload),
            Spec = new()
            {
                Ports = [.. workload.Endpoints.Select(endpoint => new V1ServicePort
                {
                    Name = endpoint.Name,
                    Port = endpoint.Port,
                    TargetPort = endpoint.Name,
                    Protocol = "TCP",
                    // https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol
                    AppProtocol = endpoint.Protocol switch
                    {
                        Protocol.Http => "http",
                        Protocol.Http2 => "kubernetes.io/h2c",
                        _ => "tcp",
                    },
                })],
                Selector = Metadata.SelectorLabels(target, workload),
                Type = "ClusterIP",
            },
        });
    }
}
