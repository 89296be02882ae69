using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Parity.Model;

namespace Parity.CommandLine;

/// <summary>The Topology as JSON, for other tools. A value that differs is <c>{"reason": …, "values": {environment: value}}</c>.</summary>
internal static class TopologyJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static string Write(Topology topology) => new JsonObject
    {
        ["name"] = topology.Name,
        ["environments"] = new JsonArray([.. topology.Environments.Select(Environment)]),
        ["workloads"] = new JsonArray([.. topology.Workloads.OrderBy(workload => workload.Name, StringComparer.Ordinal).Select(Workload)]),
        ["routes"] = Routes(topology.Routes),
    }.ToJsonString(Options);

    // The ingress's own form, and what differs between environments.
    private static JsonNode? Routes(RouteTable table)
    {
        var document = JsonNode.Parse(RouteJson.Write(table));
        foreach (var (route, node) in table.Routes.Zip(document!["routes"]!.AsArray()))
        {
            node!["presence"] = Declared(route.Presence);
            if (route.Timeout is Declared<TimeSpan>.Differing timeout)
                node["timeout"] = Declared<string>(new Declared<string>.Differing(timeout.Values.ToMap(value => value.Key, value => Duration.Format(value.Value)), timeout.Reason));
            foreach (var (backend, element) in route.Backends.Zip(node["backends"]!.AsArray())) element!["weight"] = Declared(backend.Weight);
        }

        return document;
    }

    private static JsonNode? Environment(Model.Environment environment)
    {
        var node = Value(environment)!.AsObject();
        node["ingress"] = Tagged(environment.Ingress);
        return node;
    }

    private static JsonObject Workload(Workload workload) => new()
    {
        ["name"] = workload.Name,
        ["kind"] = Value(workload.Kind),
        ["image"] = workload.Image is Image.Existing existing ? new JsonObject { ["reference"] = Declared(existing.Reference) } : Value((object)workload.Image),
        ["entrypoint"] = Value(workload.Entrypoint),
        ["arguments"] = Value(workload.Arguments),
        ["presence"] = Declared(workload.Presence),
        ["replicas"] = Declared(workload.Replicas),
        ["autoscaling"] = Autoscaling(workload.Autoscaling),
        ["capacity"] = Declared(workload.Capacity),
        ["endpoints"] = Value(workload.Endpoints),
        ["settings"] = new JsonObject([.. workload.Settings.OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => KeyValuePair.Create(setting.Key, Declared(setting.Value)))]),
        ["secrets"] = new JsonObject([.. workload.Secrets.OrderBy(secret => secret.Key, StringComparer.Ordinal).Select(secret => KeyValuePair.Create(secret.Key, (JsonNode?)new JsonObject { ["name"] = Declared(secret.Name), ["entry"] = secret.Entry, ["form"] = Value(secret.Form) }))]),
        ["sendsTelemetry"] = workload.SendsTelemetry,
        ["references"] = Value(workload.References),
        ["outsides"] = Value(workload.Outsides),
        ["waitsFor"] = Value(workload.WaitsFor),
        ["probes"] = new JsonArray([.. workload.Probes.Select(Probe)]),
        ["differingProbes"] = new JsonArray([.. workload.DifferingProbes.Select(Probe)]),
        ["folders"] = Value(workload.Folders),
        ["shutdown"] = Value(workload.Shutdown),
        ["user"] = workload.User,
    };

    private static JsonObject? Autoscaling(Autoscaling? autoscaling) => autoscaling is null ? null : new()
    {
        ["bounds"] = Value(autoscaling.Bounds),
        ["differences"] = Value(autoscaling.Differences.ToDictionary(difference => difference.Key, difference => difference.Value)),
        ["metrics"] = new JsonArray([.. autoscaling.Metrics.Select(Tagged)]),
        ["up"] = Rules(autoscaling.Behavior.Up),
        ["down"] = Rules(autoscaling.Behavior.Down),
        ["windows"] = Value(autoscaling.Windows),
    };

    private static JsonObject Rules(AutoscalingRules rules)
    {
        var node = Value(rules)!.AsObject();
        node["policies"] = new JsonArray([.. rules.Policies.Select(Tagged)]);
        return node;
    }

    private static JsonNode? Tagged(object alternative)
    {
        var node = Value(alternative)!.AsObject();
        node.Insert(0, "kind", Kind(alternative));
        return node;
    }

    private static JsonNode? Probe(DifferingProbe probe)
    {
        var differing = (Declared<Probe>.Differing)probe.Value;
        return new JsonObject
        {
            ["kind"] = Value(probe.Kind),
            ["reason"] = differing.Reason,
            ["values"] = new JsonObject([.. differing.Values.Select(value => KeyValuePair.Create(value.Key, Probe(value.Value)))]),
        };
    }

    private static JsonNode? Probe(Probe probe)
    {
        var node = Value(probe)!.AsObject();
        node["check"] = Tagged(probe.Check);
        return node;
    }

    private static JsonNode? Declared<T>(Declared<T> declared) => declared is Declared<T>.Differing differing
        ? new JsonObject { ["reason"] = differing.Reason, ["values"] = Value(differing.Values.ToDictionary(value => value.Key, value => value.Value)) }
        : Value(((Declared<T>.Everywhere)declared).Value);

    private static string Kind(object alternative) => JsonNamingPolicy.CamelCase.ConvertName(alternative.GetType().Name);

    // As its own type, so that alternatives keep their members.
    private static JsonNode? Value<T>(T value) => JsonSerializer.SerializeToNode(value, value!.GetType(), Options);
}
