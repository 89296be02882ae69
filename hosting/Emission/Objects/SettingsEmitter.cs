using System.Globalization;
using k8s.Models;
using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Parity.Emission;

/// <summary>
/// Settings as immutable ConfigMaps named by their content, so that a change of a setting rolls the pods and a rollback finds the old
/// values. What is the same everywhere and what differs are two maps: the second one is the difference between environments.
/// </summary>
internal static class SettingsEmitter
{
    public static IEnumerable<Emitted> Emit(Target target, Workload workload) =>
        Maps(target, workload).Select(map => new Emitted($"{workload.Name}/configmap-{map.Part}", new V1ConfigMap
        {
            ApiVersion = "v1",
            Kind = "ConfigMap",
            Metadata = Metadata.Of(target, workload, map.Name),
            Immutable = true,
            Data = new Dictionary<string, string>(map.Values),
        }));

    /// <summary>What the container of a workload takes its environment from.</summary>
    public static List<V1EnvFromSource> Sources(Target target, Workload workload) =>
        [.. Maps(target, workload).Select(map => new V1EnvFromSource { ConfigMapRef = new() { Name = map.Name } })];

    /// <summary>Every variable of a workload in an environment.</summary>
    public static Dictionary<string, string> Values(Topology topology, Workload workload, Environment environment, Func<string, Workload?> find)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (workload.Image is Image.Built)
        {
            var ports = workload.Endpoints.Where(endpoint => endpoint.Protocol != Protocol.Tcp).Select(endpoint => endpoint.Port.ToString(CultureInfo.InvariantCulture)).ToArray();
            if (ports.Length > 0) values["ASPNETCORE_HTTP_PORTS"] = string.Join(';', ports);
            if (workload.Kind != WorkloadKind.Job) values["Shutdown__Timeout"] = Duration.Format(workload.Shutdown.Timeout);
        }

        if (workload.SendsTelemetry)
        {
            values["OTEL_EXPORTER_OTLP_ENDPOINT"] = environment.Telemetry.ToString().TrimEnd('/');
            values["OTEL_RESOURCE_ATTRIBUTES"] = $"service.namespace={topology.Name},deployment.environment.name={environment.Name}";
            values["OTEL_SERVICE_NAME"] = workload.Name;
            // .NET's default, and not that of other languages.
            if (workload.Image is Image.Existing) values["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        }

        // Service discovery's form: services__orders__http__0=http://orders:8080
        foreach (var reference in workload.References)
        {
            // A store is found by its connection string.
            if (find(reference.Workload) is not { Kind: not WorkloadKind.Store } callee) continue;
            var endpoint = callee.Endpoints.First(endpoint => endpoint.Name == reference.Endpoint);
            var scheme = endpoint.Protocol == Protocol.Tcp ? "tcp" : "http";
            values[$"services__{reference.Workload}__{endpoint.Name}__0"] = string.Create(CultureInfo.InvariantCulture, $"{scheme}://{reference.Workload}:{endpoint.Port}");
        }

        foreach (var setting in workload.Settings) values[setting.Key] = setting.Value.In(environment.Name);
        return values;
    }

    private static IEnumerable<(string Part, string Name, KeyValuePair<string, string>[] Values)> Maps(Target target, Workload workload)
    {
        var mine = Values(target.Topology, workload, target.Environment, target.Find);
        var differing = target.Topology.Environments
            .Where(other => other != target.Environment && workload.Presence.In(other.Name))
            .SelectMany(other => Differing(mine, Values(target.Topology, workload, other, name => target.Topology.Find(name) is { } found && found.Presence.In(other.Name) ? found : null)))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (part, isDifference) in new[] { ("settings", false), ("differences", true) })
        {
            KeyValuePair<string, string>[] values = [.. mine.Where(entry => differing.Contains(entry.Key) == isDifference).OrderBy(entry => entry.Key, StringComparer.Ordinal)];
            if (values.Length > 0) yield return (part, $"{workload.Name}-{part}-{ContentHash.Of(values)}", values);
        }
    }

    private static IEnumerable<string> Differing(Dictionary<string, string> mine, Dictionary<string, string> others) =>
        mine.Keys.Union(others.Keys, StringComparer.OrdinalIgnoreCase).Where(key => mine.GetValueOrDefault(key) != others.GetValueOrDefault(key));
}
