using k8s.Models;
using Parity.Model;

namespace Parity.Emission;

internal static class Probes
{
    public static V1Probe? Of(Target target, Workload workload, ProbeKind kind)
    {
        if (workload.ProbesIn(target.Environment.Name).FirstOrDefault(probe => probe.Kind == kind) is not { } probe) return null;
        var kubernetes = new V1Probe
        {
            InitialDelaySeconds = probe.Delay == TimeSpan.Zero ? null : (int)Containers.Seconds(probe.Delay),
            PeriodSeconds = (int)Containers.Seconds(probe.Period),
            TimeoutSeconds = (int)Containers.Seconds(probe.Timeout),
            FailureThreshold = probe.Failures,
        };
        switch (probe.Check)
        {
            case ProbeCheck.Http http:
                kubernetes.HttpGet = new() { Path = http.Path, Port = http.Endpoint };
                break;
            case ProbeCheck.Tcp tcp:
                kubernetes.TcpSocket = new() { Port = tcp.Endpoint };
                break;
            case ProbeCheck.Command command:
                kubernetes.Exec = new() { Command = [.. command.Line] };
                break;
        }

        return kubernetes;
    }
}
