using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Ingress;

/// <summary>Settings of the ingress, section <c>Ingress</c>.</summary>
internal sealed class IngressOptions : IValidatableObject
{
    public const string Section = "Ingress";

    /// <summary>The route table as JSON; wins over <see cref="RoutesFile"/>.</summary>
    public string Routes { get; set; } = "";

    /// <summary>A file with the route table.</summary>
    public string RoutesFile { get; set; } = "";

    /// <summary>A watched file with the addresses of the replicas: <c>{"orders": ["http://127.0.0.1:5001"]}</c>.</summary>
    public string ReplicasFile { get; set; } = "";

    /// <summary>The port on which only /alive and /ready answer; 0 answers them on every port, after the table.</summary>
    [Range(0, 65535)]
    public int HealthPort { get; set; }

    /// <summary>Networks (CIDR) of proxies in front whose X-Forwarded-* headers are believed; from all others they are removed.</summary>
    public IList<string> TrustedProxies { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Routes.Length == 0 && RoutesFile.Length == 0)
            yield return new("Neither Ingress:Routes nor Ingress:RoutesFile gives a route table.", [nameof(Routes)]);
        foreach (var network in TrustedProxies.Where(network => !IPNetwork.TryParse(network, out _)))
            yield return new($"'{network}' is not a network such as 10.0.0.0/8.", [nameof(TrustedProxies)]);
    }
}
