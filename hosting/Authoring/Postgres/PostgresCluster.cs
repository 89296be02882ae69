using System.Diagnostics;
using System.Security.Cryptography;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Parity.Authoring;

/// <summary>A data directory of PostgreSQL: made once by initdb, served afterwards.</summary>
/// <remarks>Source: https://www.postgresql.org/docs/18/app-initdb.html and https://www.postgresql.org/docs/18/server-shutdown.html</remarks>
internal sealed class PostgresCluster(string folder, PostgresBinaries binaries)
{
    // SIGTERM, which every orchestrator sends, makes PostgreSQL wait for all clients to leave; SIGINT is its fast and equally clean shutdown.
    private const string FastShutdown = """
        "$@" & server=$!
        trap 'kill -INT "$server" 2>/dev/null' TERM INT
        wait "$server"; status=$?
        while kill -0 "$server" 2>/dev/null; do wait "$server"; status=$?; done
        exit "$status"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    // Longer than a server takes to leave whose AppHost has just ended.
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(3);
    private readonly Lock _passwordLock = new();

    private string Data => Path.Combine(folder, "data");

    public string Password()
    {
        lock (_passwordLock)
        {
            var file = Path.Combine(folder, "password");
            if (File.Exists(file)) return File.ReadAllText(file);

            var password = RandomNumberGenerator.GetHexString(32, lowercase: true);
            PrivateFile.Write(file, password);
            return password;
        }
    }

    public IEnumerable<object> Arguments(EndpointReference endpoint) =>
    [
        "-c", FastShutdown, "postgres",
        .. UnprivilegedUser.Current.Command(binaries.Program("postgres"), [folder]),
        "-D", Data,
        "-p", endpoint.Property(EndpointProperty.TargetPort),
        "-c", "listen_addresses=127.0.0.1",
        "-c", "unix_socket_directories=",
        "-c", "max_connections=300",
        // The console log shows what happens, not the noise of readiness probes.
        "-c", "log_checkpoints=off",
    ];

    /// <summary>Makes the data directory when there is none. A half-made one never takes its place: initdb works beside it.</summary>
    /// <param name="logger">The log of the resource.</param>
    /// <param name="console">For what a person at the console must know.</param>
    /// <param name="cancellation">Ends the preparation.</param>
    public async Task PrepareAsync(ILogger logger, ILogger console, CancellationToken cancellation)
    {
        var user = UnprivilegedUser.Current;
        await UntilFreeAsync(logger, console, cancellation).ConfigureAwait(false);
        if (!File.Exists(Path.Combine(Data, "PG_VERSION")))
        {
            var unfinished = Path.Combine(folder, "initdb");
            if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
            Directory.CreateDirectory(unfinished);
            await user.OwnAsync(unfinished, cancellation).ConfigureAwait(false);
            logger.LogInformation("Creating the database cluster in {Folder}", Data);
            await InitializeAsync(user, unfinished, logger, cancellation).ConfigureAwait(false);
            Directory.Move(unfinished, Data);
        }

        await user.OwnAsync(Data, cancellation).ConfigureAwait(false);
    }

    // A restart may come while the server before still writes its last checkpoint, which takes long on a busy machine; a second one would be refused.
    private async Task UntilFreeAsync(ILogger logger, ILogger console, CancellationToken cancellation)
    {
        var lockFile = Path.Combine(Data, "postmaster.pid");
        if (!DataFolder.IsHeld(lockFile)) return;

        logger.LogInformation("Waiting for the server before to leave {Folder}", Data);
        var (watch, isTold) = (Stopwatch.StartNew(), false);
        while (DataFolder.IsHeld(lockFile))
        {
            if (watch.Elapsed > Usual && !isTold)
            {
                isTold = true;
                console.LogWarning("Another PostgreSQL server runs on '{Folder}', and this one waits {Patience} s for it to leave. Stop the other AppHost, or give this one a folder of its own with DataDirectory=PATH.", Data, (int)Patience.TotalSeconds);
            }
            if (watch.Elapsed > Patience)
                throw new DistributedApplicationException($"'{Data}' has been in use by another PostgreSQL server for {Patience.TotalSeconds:0} s. End the process whose id is the first line of '{lockFile}', then start this resource again.");
            await Task.Delay(50, cancellation).ConfigureAwait(false);
        }
    }

    private async Task InitializeAsync(UnprivilegedUser user, string target, ILogger logger, CancellationToken cancellation)
    {
        var passwordFile = Path.Combine(folder, "initdb-password");
        PrivateFile.Write(passwordFile, Password());
        try
        {
            await user.OwnAsync(passwordFile, cancellation).ConfigureAwait(false);
            var command = user.Command(binaries.Program("initdb"), [folder]);
            var (exitCode, output, errors) = await Capture.RunAsync(command[0], [.. command.Skip(1), "-D", target, "-U", PostgresServerResource.UserName,
                "--auth=scram-sha-256", $"--pwfile={passwordFile}", "--encoding=UTF8", "--no-locale", "--no-sync", "--no-instructions"], cancellation).ConfigureAwait(false);
            logger.LogInformation("{Output}", output);
            if (exitCode != 0) throw new DistributedApplicationException($"initdb failed with exit code {exitCode} in '{folder}': {errors}");
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }
}
