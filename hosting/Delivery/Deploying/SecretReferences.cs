using System.Text.Json.Nodes;

namespace Parity.Delivery;

/// <summary>A key of a Secret that a workload reads.</summary>
public sealed record SecretReference(string Workload, string Secret, string Entry)
{
    public override string ToString() => $"{Secret}/{Entry}";
}

/// <summary>Finds the keys that objects refer to, wherever they do.</summary>
public static class SecretReferences
{
    private static readonly string[] CertificateKeys = ["tls.crt", "tls.key"];

    public static IEnumerable<SecretReference> Of(DesiredState desired) =>
        desired.Objects.SelectMany(one => In(one.Body, one.Workload)).Distinct();

    private static IEnumerable<SecretReference> In(JsonNode? node, string workload) => node switch
    {
        // volumes: projected.sources[].secret {name, items[{key}]}; env: valueFrom.secretKeyRef {name, key}; TLS: tls[].secretName
        JsonObject map => map.SelectMany(field => field.Key switch
        {
            "secret" when field.Value.Text("optional") != "true" && field.Value.Text("name").Length > 0 => field.Value.At("items").Items().Select(item => new SecretReference(workload, field.Value.Text("name"), item.Text("key"))),
            "secretKeyRef" when field.Value.Text("optional") != "true" => [new(workload, field.Value.Text("name"), field.Value.Text("key"))],
            "secretTargetRef" => field.Value.Items().Select(item => new SecretReference(workload, item.Text("name"), item.Text("key"))),
            "tls" when map.ContainsKey("rules") => field.Value.Items().Where(tls => tls.Text("secretName").Length > 0).SelectMany(tls => CertificateKeys.Select(key => new SecretReference("the ingress", tls.Text("secretName"), key))),
            _ => In(field.Value, workload),
        }),
        JsonArray list => list.SelectMany(item => In(item, workload)),
        _ => [],
    };
}
