using System.Net;

namespace Aspire.Hosting.Dashboard;

/// <summary>An address from the configuration; one that is not of this machine or not allowed is refused with its remedy.</summary>
internal static class DashboardUrl
{
    public static Uri Parse(string name, string text, bool allowUnsecured)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new DistributedApplicationException($"{name} is '{text}', which is no address. Write http://localhost:PORT.");
        if (!IsLoopback(url))
            throw new DistributedApplicationException($"{name} is '{text}', which others on the network could reach. Write {url.Scheme}://localhost:{url.Port}.");
        if (url.Scheme == Uri.UriSchemeHttp && !allowUnsecured)
            throw new DistributedApplicationException(
                $"{name} is '{text}', but ASPIRE_ALLOW_UNSECURED_TRANSPORT is false. Write https://localhost:{url.Port}, or set ASPIRE_ALLOW_UNSECURED_TRANSPORT to true.");
        return url;
    }

    // localhost and *.localhost, of which RFC 6761 says that they never leave the machine.
    private static bool IsLoopback(Uri url) =>
        url.IsLoopback
        || url.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(url.DnsSafeHost, out var address) && IPAddress.IsLoopback(address));
}
