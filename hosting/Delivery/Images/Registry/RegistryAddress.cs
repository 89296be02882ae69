using System.Net;

namespace Parity.Delivery;

/// <summary>Where a registry answers.</summary>
public static class RegistryAddress
{
    /// <summary>The SDK's list of registries without TLS, separated by commas.</summary>
    public const string InsecureVariable = "DOTNET_CONTAINER_INSECURE_REGISTRIES";

    /// <summary>Whether a registry may be spoken to without TLS: one on this machine, or one that the SDK's variable lists.</summary>
    public static bool MayBePlain(string registry) =>
        IsLoopback(registry) || (Environment.GetEnvironmentVariable(InsecureVariable) ?? "").Split(',', StringSplitOptions.TrimEntries).Contains(registry, StringComparer.OrdinalIgnoreCase);

    /// <summary>Docker's own name is not the host that serves it.</summary>
    public static string Host(string registry) => registry == "docker.io" ? "registry-1.docker.io" : registry;

    private static bool IsLoopback(string registry) =>
        Uri.TryCreate($"http://{registry}", UriKind.Absolute, out var address) && (address.IdnHost == "localhost" || (IPAddress.TryParse(address.DnsSafeHost, out var ip) && IPAddress.IsLoopback(ip)));
}
