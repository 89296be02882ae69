using Microsoft.Extensions.Primitives;
using ServiceDefaults.Discovery;

namespace Ingress.Proxy;

/// <summary>
/// The addresses of each workload: live from the watched file where it names the workload, otherwise as service discovery configures
/// them (<c>services:orders:http:0</c>).
/// </summary>
internal sealed class ReplicaFeed(ReplicaFile file, IConfiguration configuration)
{
    private static readonly string[] Schemes = ["http", "https"];

    /// <summary>Fires when <see cref="AddressesOf"/> may answer differently.</summary>
    public IChangeToken Changed => file.Changed;

    public IReadOnlyList<string> AddressesOf(string workload) => file.AddressesOf(workload) ?? Configured(workload);

    private string[] Configured(string workload) =>
        [.. from scheme in Schemes
            from address in configuration.GetSection($"services:{workload}:{scheme}").GetChildren()
            where address.Value is { Length: > 0 }
            select address.Value];
}
