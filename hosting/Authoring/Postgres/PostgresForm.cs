using Parity.Model;

namespace Parity.Authoring;

/// <summary>PostgreSQL in a cluster: the official image, its data on a volume. Its password and the connection strings stand in the Secret of the server's name.</summary>
/// <remarks>Source: https://github.com/docker-library/docs/blob/master/postgres/README.md</remarks>
internal static class PostgresForm
{
    public const string Image = "docker.io/library/postgres:18";
    private const int Port = 5432;

    public static Workload Of(string name) => new()
    {
        Name = name,
        Kind = WorkloadKind.Store,
        Image = new Image.Existing(Image),
        Arguments = ["-c", "max_connections=300"],
        Endpoints = [new(PostgresServerResource.EndpointName, Port, Protocol.Tcp)],
        Settings = [new("POSTGRES_PASSWORD_FILE", Declared.Everywhere("/run/secrets/POSTGRES_PASSWORD"))],
        Secrets = [new("POSTGRES_PASSWORD", Declared.Everywhere(name), "password")],
        Replicas = Declared.Everywhere(1),
        Capacity = Declared.Everywhere(new Capacity(250, 512, Default.StorageMiB)),
        Probes =
        [
            new(ProbeKind.Startup, Ready, TimeSpan.FromSeconds(2), 150),
            new(ProbeKind.Readiness, Ready, TimeSpan.FromSeconds(5), 3),
        ],
        Folders = [new("/var/lib/postgresql", 8192), new("/var/run/postgresql", 0)],
        // Its clients stop first; a checkpoint of what is left may take a while.
        Shutdown = new(TimeSpan.Zero, TimeSpan.FromMinutes(1)),
        User = Default.User,
    };

    /// <summary>The database that the image creates on its first start; further ones are the migrations' to create.</summary>
    public static Workload WithDatabase(Workload server, string database) =>
        server.Settings.Any(setting => setting.Key == "POSTGRES_DB") ? server : server with { Settings = [new("POSTGRES_DB", Declared.Everywhere(database)), .. server.Settings] };

    // By TCP, since the server that fills a new volume listens on its socket only.
    private static ProbeCheck.Command Ready => new(["pg_isready", "-h", "127.0.0.1", "-U", PostgresServerResource.UserName]);
}
