using Npgsql;

namespace Services.Infrastructure;

/// <summary>A real PostgreSQL in a temporary folder, run by an unprivileged user where the tests run as root, which it refuses.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Nobody = "65534";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"shop-postgres-{Guid.NewGuid():N}");
    private readonly int _port = Ports.Free();
    private ChildProcess? _server;

    private PostgresServer()
    {
    }

    public static async Task<PostgresServer> StartNew()
    {
        if (PostgresBinaries.Folder is null) Assert.Skip(PostgresBinaries.Missing);
        var server = new PostgresServer();
        Directory.CreateDirectory(server._folder);
        if (Environment.IsPrivilegedProcess) await Run("chown", [Nobody, server._folder]);
        await Run(Program("initdb", ["-D", Path.Combine(server._folder, "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]));
        await server.Start();
        return server;
    }

    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={_port};Database={database};Username=postgres";

    public async Task Start()
    {
        var (program, arguments) = Program("postgres",
        [
            "-D", Path.Combine(_folder, "data"), "-p", $"{_port}", "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={_folder}",
            "-c", "max_connections=300", "-c", "shared_buffers=64MB",
        ]);
        _server = new ChildProcess(program, arguments);
        await Eventually.True(async () =>
        {
            Assert.False(_server.HasExited, _server.Output);
            try
            {
                await using var connection = new NpgsqlConnection($"{ConnectionString("postgres")};Pooling=false;Timeout=2");
                await connection.OpenAsync();
                return true;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        });
    }

    /// <summary>Stops at once, connections or not: a "fast" shutdown (SIGINT), or a crash (SIGQUIT) that recovers from the log.</summary>
    public async Task Stop(bool crash = false)
    {
        if (_server is null) return;
        const int Sigint = 2, Sigquit = 3;
        _server.Signal(crash ? Sigquit : Sigint);
        await _server.ExitCode(TimeSpan.FromSeconds(30));
        await _server.DisposeAsync();
        _server = null;
    }

    /// <summary>Accepts connections and says nothing any more, until <see cref="Thaw"/>.</summary>
    public void Freeze()
    {
        const int Sigstop = 19;
        _server!.SignalAll(Sigstop);
    }

    public void Thaw()
    {
        const int Sigcont = 18;
        _server!.SignalAll(Sigcont);
    }

    public async Task CreateDatabase(string name, string? template = null) =>
        await Execute("postgres", $"CREATE DATABASE {name}{(template is null ? "" : $" TEMPLATE {template}")}");

    public async Task Execute(string database, string sql)
    {
        await using var connection = new NpgsqlConnection($"{ConnectionString(database)};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> Scalar<T>(string database, string sql)
    {
        await using var connection = new NpgsqlConnection($"{ConnectionString(database)};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Directory.Delete(_folder, recursive: true);
    }

    private static (string Program, string[] Arguments) Program(string name, string[] arguments)
    {
        var path = Path.Combine(PostgresBinaries.Folder!, name);
        return Environment.IsPrivilegedProcess
            ? ("setpriv", [$"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", path, .. arguments])
            : (path, arguments);
    }

    private static Task Run((string Program, string[] Arguments) command) => Run(command.Program, command.Arguments);

    private static async Task Run(string program, string[] arguments)
    {
        await using var process = new ChildProcess(program, arguments);
        var code = await process.ExitCode(TimeSpan.FromMinutes(2));
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)} ended with {code}: {process.Output}");
    }
}
