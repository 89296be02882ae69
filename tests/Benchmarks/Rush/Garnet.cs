using System.Net.Sockets;
using System.Reflection;

namespace Benchmarks.Rush;

/// <summary>A real Garnet, from its NuGet tool package.</summary>
internal static class Garnet
{
    public static async Task<(Child Process, string ConnectionString)> Start()
    {
        var program = typeof(Garnet).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "GarnetServer").Value!;
        var port = Database.FreePort();
        var process = Child.Start("dotnet", [program, "--port", $"{port}", "--bind", "127.0.0.1"]);
        await process.WaitUntil(async () =>
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        });
        return (process, $"127.0.0.1:{port}");
    }
}
