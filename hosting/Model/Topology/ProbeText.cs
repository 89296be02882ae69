using System.Globalization;

namespace Parity.Model;

/// <summary>A probe on one line, as reports of differences show it.</summary>
public static class ProbeText
{
    /// <summary><c>GET http/ready every 2s after 5s, 1s for an answer, 3 failures</c></summary>
    public static string Of(Probe probe)
    {
        ArgumentNullException.ThrowIfNull(probe);
        var check = probe.Check switch
        {
            ProbeCheck.Http http => $"GET {http.Path} at {http.Endpoint}",
            ProbeCheck.Tcp tcp => $"connect to {tcp.Endpoint}",
            ProbeCheck.Command command => string.Join(' ', command.Line),
            _ => throw new InvalidOperationException(),
        };
        var delay = probe.Delay == TimeSpan.Zero ? "" : $" after {Duration.Format(probe.Delay)}";
        return string.Create(CultureInfo.InvariantCulture, $"{check} every {Duration.Format(probe.Period)}{delay}, {Duration.Format(probe.Timeout)} for an answer, {probe.Failures} failures");
    }
}
