using System.Globalization;
using Parity.Model;

namespace Parity.Verification;

/// <summary>What a field of a container's probe must be (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe).</summary>
internal static class ProbeFields
{
    /// <summary>The value of <c>periodSeconds</c>, <c>httpGet.path</c>, <c>exec.command[…]</c> …; null where the probe has no such field.</summary>
    public static string? Of(Probe probe, string field) => (field, probe.Check) switch
    {
        ("periodSeconds", _) => Seconds(probe.Period),
        ("timeoutSeconds", _) => Seconds(probe.Timeout),
        ("initialDelaySeconds", _) => probe.Delay == TimeSpan.Zero ? null : Seconds(probe.Delay),
        ("failureThreshold", _) => probe.Failures.ToString(CultureInfo.InvariantCulture),
        ("httpGet.path", ProbeCheck.Http http) => http.Path,
        ("httpGet.port", ProbeCheck.Http http) => http.Endpoint,
        ("tcpSocket.port", ProbeCheck.Tcp tcp) => tcp.Endpoint,
        // Words of a command have no names: each is a leaf by itself, and their order one of the whole.
        ("exec.command (order)", ProbeCheck.Command command) => $"[{string.Join(", ", command.Line)}]",
        (_, ProbeCheck.Command command) => command.Line.FirstOrDefault(word => field == $"exec.command[{word}]"),
        _ => null,
    };

    private static string Seconds(TimeSpan time) => Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
