using System.Net.Sockets;
using System.Reflection;

namespace Services.Infrastructure;

/// <summary>A real Garnet, from its NuGet tool package.</summary>
internal sealed class GarnetServer : IAsyncDisposable
{
    private readonly int _port = Ports.Free();
    private ChildProcess? _server;

    private GarnetServer()
    {
    }

    public string ConnectionString => $"127.0.0.1:{_port}";

    public static async Task<GarnetServer> StartNew()
    {
        var server = new GarnetServer();
        await server.Start();
        return server;
    }

    public async Task Start()
    {
        var program = typeof(GarnetServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "GarnetServer").Value!;
        if (!File.Exists(program)) Assert.Skip($"{program} is missing: run `dotnet restore`.");
        _server = new ChildProcess("dotnet", [program, "--port", $"{_port}", "--bind", "127.0.0.1"]);
        await Eventually.True(async () =>
        {
            Assert.False(_server.HasExited, _server.Output);
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", _port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        });
    }

    public async Task Stop()
    {
        if (_server is null) return;
        await _server.DisposeAsync();
        _server = null;
    }

    public async ValueTask DisposeAsync() => await Stop();
}
