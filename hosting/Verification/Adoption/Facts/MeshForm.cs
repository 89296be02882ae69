using System.Globalization;
using Parity.Verification.Adoption.Meaning;
using Parity.Verification.Adoption.Routing;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Facts;

/// <summary>Objects of Istio in one spelling: short names of Services of the own namespace, spans in milliseconds.</summary>
internal static class MeshForm
{
    private static readonly HashSet<string> Spans = new(
        ["timeout", "perTryTimeout", "interval", "baseEjectionTime", "connectTimeout", "idleTimeout", "maxAge", "fixedDelay", "time", "maxConnectionDuration", "ttl"], StringComparer.Ordinal);

    public static Node Of(Node node, string space, string key = "") => node switch
    {
        Mapping mapping => new Mapping([.. mapping.Pairs.Select(pair => KeyValuePair.Create(pair.Key, Of(pair.Value, space, pair.Key)))], mapping.Line),
        Sequence sequence => new Sequence([.. sequence.Values.Select(each => Of(each, space, key))], sequence.Line),
        Scalar { IsNull: false } scalar when key is "host" or "hosts" => new Scalar(IstioRoutes.Host(scalar.Value, space), true, scalar.Line),
        // cluster.local/ns/shop-dev/sa/web is the account web of the own namespace, however that is called.
        Scalar { IsNull: false } scalar when key is "principals" or "notPrincipals" && space.Length > 0 => new Scalar(scalar.Value.Replace($"/ns/{space}/", "/ns/(own)/", StringComparison.Ordinal), true, scalar.Line),
        Scalar { IsNull: false } scalar when key is "namespaces" or "notNamespaces" && scalar.Value == space => new Scalar("(own)", true, scalar.Line),
        Scalar { Quoted: false } scalar when decimal.TryParse(scalar.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => new Scalar(number.ToString("0.######", CultureInfo.InvariantCulture), false, scalar.Line),
        Scalar { IsNull: false } scalar when Spans.Contains(key) => new Scalar(Duration.Canonical(scalar.Value), true, scalar.Line),
        _ => node,
    };
}
