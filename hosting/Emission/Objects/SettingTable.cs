using System.Collections.Concurrent;
using System.Globalization;
using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Parity.Emission;

/// <summary>A part of a workload's variables.</summary>
/// <param name="Part">What is the same everywhere, <c>settings</c>, or what is not, <c>differences</c>.</param>
/// <param name="Name">Name of its ConfigMap, which ends in a hash of the content.</param>
/// <param name="Values">In the order of the keys.</param>
internal sealed record SettingMap(string Part, string Name, KeyValuePair<string, string>[] Values);

/// <summary>The variables of every workload in every environment: one environment's are told apart by all the others', so all are made together, once.</summary>
internal sealed class SettingTable(Topology topology)
{
    private readonly ConcurrentDictionary<string, Dictionary<string, SettingMap[]>> byWorkload = new(StringComparer.Ordinal);

    public SettingMap[] Of(Workload workload, Environment environment) => byWorkload.GetOrAdd(workload.Name, _ => Maps(workload))[environment.Name];

    private Dictionary<string, SettingMap[]> Maps(Workload workload)
    {
        var all = topology.Environments.Where(environment => workload.Presence.In(environment.Name)).ToDictionary(environment => environment.Name, environment => Values(workload, environment));
        var first = all.Values.First();
        var same = first.Where(entry => all.Values.All(values => values.TryGetValue(entry.Key, out var value) && value == entry.Value))
            .Select(entry => entry.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var settings = Map(workload, "settings", first.Where(entry => same.Contains(entry.Key)));
        return all.ToDictionary(entry => entry.Key, entry => new[] { settings, Map(workload, "differences", entry.Value.Where(value => !same.Contains(value.Key))) }.Where(map => map.Values.Length > 0).ToArray());
    }

    private static SettingMap Map(Workload workload, string part, IEnumerable<KeyValuePair<string, string>> entries)
    {
        KeyValuePair<string, string>[] values = [.. entries.OrderBy(entry => entry.Key, StringComparer.Ordinal)];
        return new(part, $"{workload.Name}-{part}-{ContentHash.Of(values)}", values);
    }

    private Dictionary<string, string> Values(Workload workload, Environment environment)
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
            if (topology.Find(reference.Workload) is not { Kind: not WorkloadKind.Store } callee || !callee.Presence.In(environment.Name)) continue;
            var endpoint = callee.Endpoints.First(endpoint => endpoint.Name == reference.Endpoint);
            var scheme = endpoint.Protocol == Protocol.Tcp ? "tcp" : "http";
            values[$"services__{reference.Workload}__{endpoint.Name}__0"] = string.Create(CultureInfo.InvariantCulture, $"{scheme}://{reference.Workload}:{endpoint.Port}");
        }

        foreach (var setting in workload.Settings) values[setting.Key] = setting.Value.In(environment.Name);
        return values;
    }
}
