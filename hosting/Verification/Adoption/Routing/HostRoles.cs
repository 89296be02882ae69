namespace Parity.Verification.Adoption.Routing;

/// <summary>
/// What the public hosts of an environment are for: of admin.dev.example.com and shop.dev.example.com, "admin" and "shop". Hosts differ everywhere, but a
/// workload that is reached by the one here and by the other there is reached by others.
/// </summary>
internal sealed class HostRoles
{
    private readonly Dictionary<string, string> roles = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> hosts;

    public HostRoles(EntryPoint entry)
    {
        hosts = entry.Served.Where(served => IsPublic(served.Host)).ToLookup(served => served.Service, served => served.Host, StringComparer.Ordinal);
        var all = entry.Served.Select(served => served.Host).Where(IsPublic).Distinct(StringComparer.Ordinal).ToList();
        if (all.Count < 2 || all.Exists(host => host.Contains('*', StringComparison.Ordinal))) return;
        var common = all.Aggregate(CommonEnd).Length;
        foreach (var host in all) roles[host] = host[..^common];
    }

    /// <summary>No roles where there is one host only.</summary>
    public IEnumerable<string> All => roles.Values;

    /// <summary>By which hosts a Service is reached.</summary>
    public IEnumerable<string> Of(string service) => hosts[service].Select(host => roles.GetValueOrDefault(host, "")).Distinct(StringComparer.Ordinal);

    // Names inside the mesh may stand beside them.
    private static bool IsPublic(string host) => host.Contains('.', StringComparison.Ordinal) && !host.EndsWith(".local", StringComparison.Ordinal) && !host.EndsWith(".svc", StringComparison.Ordinal);

    private static string CommonEnd(string left, string right)
    {
        var length = 0;
        while (length < Math.Min(left.Length, right.Length) && left[^(length + 1)] == right[^(length + 1)]) length++;
        return left[^length..];
    }
}
