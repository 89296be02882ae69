using System.Net;
using System.Net.Sockets;

namespace Services.Infrastructure;

internal static class Ports
{
    /// <summary>A port that was free a moment ago, for programs that cannot pick one themselves.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
