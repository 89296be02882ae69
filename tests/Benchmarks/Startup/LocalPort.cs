using System.Net;
using System.Net.Sockets;

namespace Benchmarks.Startup;

/// <summary>Ports of loopback: a free one, and what answers at one.</summary>
internal static class LocalPort
{
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(1) };

    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static async Task<bool> Answers(int port, string path)
    {
        try
        {
            using var response = await Client.GetAsync(new Uri($"http://127.0.0.1:{port}{path}"));
            return response.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
