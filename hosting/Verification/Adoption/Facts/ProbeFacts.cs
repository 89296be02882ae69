using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Facts;

/// <summary>The probes of a container.</summary>
internal static class ProbeFacts
{
    private static readonly string[] Handlers = ["httpGet", "grpc", "tcpSocket", "exec"];

    public static void Write(FactWriter container, Node node, string path)
    {
        foreach (var field in new[] { "livenessProbe", "readinessProbe", "startupProbe" })
        {
            if (node.At(field) is not Mapping { Pairs.Count: > 0 } probe) continue;
            var handler = Handlers.FirstOrDefault(each => probe.Find(each) is { } found and not Scalar { IsNull: true }) ?? "none";
            var at = $"{path} {field}";
            var unit = container.AddUnit(at, "probe", Value.Of(Summary(probe, handler, node)), handler, probe);
            var inKind = unit.AddUnit($"{at} by {handler}", "", Value.Of(handler), groups: true);
            foreach (var (key, value) in probe.Pairs)
            {
                var writer = key == handler ? inKind : unit;
                writer.AddLeaves(key == handler ? PortAsNumber(value, node) : value, $"{at}.{key}", "probe", Defaults.Probe, relativeTo: at);
            }
        }
    }

    private static string Summary(Mapping probe, string handler, Node container) => handler switch
    {
        "httpGet" => $"httpGet {probe.Text("httpGet", "path") ?? "/"} {Port(probe.Text("httpGet", "port"), container)}",
        "grpc" => $"grpc {probe.Text("grpc", "port")}{(probe.Text("grpc", "service") is { Length: > 0 } service ? $" {service}" : "")}",
        "tcpSocket" => $"tcpSocket {Port(probe.Text("tcpSocket", "port"), container)}",
        "exec" => $"exec {string.Join(' ', probe.Items("exec", "command").OfType<Scalar>().Select(word => word.Value))}",
        _ => "no handler",
    };

    public static Node PortAsNumber(Node handler, Node container)
    {
        if (handler is not Mapping mapping || mapping.Find("port") is not Scalar port) return handler;
        return mapping.With("port", new Scalar(Port(port.Value, container), false, port.Line)).With("service", mapping.Text("service") is { Length: > 0 } ? mapping.Find("service") : null);
    }

    /// <summary>The number behind a port's name.</summary>
    public static string Port(string? text, Node container) =>
        container.Items("ports").FirstOrDefault(port => port.Text("name") == text)?.Text("containerPort") ?? text ?? "";
}
