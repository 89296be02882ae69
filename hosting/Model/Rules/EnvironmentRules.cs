namespace Parity.Model;

internal static class EnvironmentRules
{
    private static readonly Version OldestKubernetes = new(1, 30);
    private static readonly Version OldestIstio = new(1, 22);

    public static IEnumerable<Diagnostic> Check(Topology topology)
    {
        if (!Names.IsLabel(topology.Name, 63))
            yield return Diagnostic.Error("ENV-001", $"system '{topology.Name}'", "its name is not a DNS label, which Kubernetes asks for in labels.", "Use lower-case letters, digits and '-'.");
        if (topology.Environments.Count == 0)
            yield return Diagnostic.Error("ENV-002", $"system '{topology.Name}'", "it has no environment.", "Add one to Environments.cs.");
        foreach (var environment in topology.Environments)
        {
            foreach (var (code, message, remedy) in Breaches(environment))
                yield return Diagnostic.Error(code, Subject(environment), message, remedy);
        }

        foreach (var breach in Twins(topology, "name", environment => environment.Name).Concat(Twins(topology, "host", environment => environment.Host))
            .Concat(Twins(topology, "position in the order of promotion", environment => environment.Order.ToString(System.Globalization.CultureInfo.InvariantCulture))))
            yield return breach;
    }

    private static IEnumerable<(string Code, string Message, string Remedy)> Breaches(Environment environment)
    {
        if (!Names.IsLabel(environment.Name, 63)) yield return ("ENV-001", "its name is not a DNS label.", "Use lower-case letters, digits and '-'.");
        if (!Names.IsLabel(environment.Namespace, 63)) yield return ("ENV-001", $"its namespace '{environment.Namespace}' is not a DNS label.", "Use lower-case letters, digits and '-'.");
        if (HostPattern.Parse(environment.Host) is not HostPattern.Exact { IsValid: true })
            yield return ("ENV-004", $"its host '{environment.Host}' is not one DNS name.", "Set Host = \"shop.example.com\".");
        if (!Names.IsImage(environment.Registry)) yield return ("ENV-005", $"its registry '{environment.Registry}' is not one that images can be pulled from.", "Set Registry = \"registry.example.com/shop\", without scheme and slash at the end.");
        if (environment.Capabilities.Kubernetes < OldestKubernetes)
            yield return ("ENV-006", $"Kubernetes {environment.Capabilities.Kubernetes} has no sleep in preStop hooks.", $"Upgrade the cluster to {OldestKubernetes} or later and say so in Capabilities.");
        foreach (var (what, version) in new[] { ("Kubernetes", environment.Capabilities.Kubernetes), ("Istio", environment.Capabilities.Istio) }.Where(known => known.Item2.Build >= 0))
            yield return ("ENV-006", $"the version {version} of {what} has more than the two parts that decide anything.", $"Write new Version({version.Major}, {version.Minor}) in Capabilities.");
        if (environment.Ingress is IngressKind.Istio && environment.Capabilities.Istio < OldestIstio)
            yield return ("ENV-006", $"Istio {environment.Capabilities.Istio} does not serve networking.istio.io/v1.", $"Upgrade Istio to {OldestIstio} or later and say so in Capabilities, or choose another Ingress.");
        if (environment.Ingress is not IngressKind.Istio && environment.Capabilities.Istio != new Version(0, 0))
            yield return ("ENV-007", $"it names Istio {environment.Capabilities.Istio}, but requests do not come in through Istio.", "Set Capabilities.Istio to 0.0, or Ingress to IngressKind.Istio.");
        if (!Names.IsLabel(environment.Ingress.Namespace, 63)) yield return ("ENV-001", $"the namespace '{environment.Ingress.Namespace}' of its ingress is not a DNS label.", "Name the namespace of the gateway's pods.");
        if (environment.Telemetry is not { IsAbsoluteUri: true, Scheme: "http" or "https" }) yield return ("ENV-008", $"its telemetry endpoint '{environment.Telemetry}' is not an http URL.", "Set Telemetry = new Uri(\"http://collector:4317\").");
        if (environment.TlsSecret.Length > 0 && !Names.IsLabel(environment.TlsSecret, 63)) yield return ("ENV-001", $"its TLS secret '{environment.TlsSecret}' is not a name.", "Name the Secret object, or leave it empty.");
    }

    private static IEnumerable<Diagnostic> Twins(Topology topology, string what, Func<Environment, string> value) =>
        from twins in topology.Environments.GroupBy(value, StringComparer.OrdinalIgnoreCase)
        where twins.Count() > 1
        select Diagnostic.Error("ENV-003", string.Join(", ", twins.Select(Subject)), $"they have the same {what} '{twins.Key}'.", $"Give each its own {what}.");

    private static string Subject(Environment environment) => $"environment '{environment.Name}'";
}
