using Parity.Model;

namespace Parity.Authoring;

/// <summary>Garnet in a cluster: its image, which sets the port and the size of the index itself. The Secret of its name holds <c>garnet.conf</c> with the password, and the connection string.</summary>
/// <remarks>Source: https://microsoft.github.io/garnet/docs/getting-started/configuration</remarks>
internal static class GarnetForm
{
    public const string Image = "ghcr.io/microsoft/garnet:1.0";
    private const int Port = 6379;

    public static Workload Of(string name) => new()
    {
        Name = name,
        Kind = WorkloadKind.Store,
        Image = new Image.Existing(Image),
        Arguments = ["--config-import-path", "/run/secrets/GARNET_CONF", "--memory", "64m", "--page", "1m", "--segment", "32m"],
        Endpoints = [new(GarnetServerResource.EndpointName, Port, Protocol.Tcp)],
        Secrets = [new("GARNET_CONF", Declared.Everywhere(name), "garnet.conf")],
        Replicas = Declared.Everywhere(1),
        // Index and log are 192 MiB at most; the rest is the runtime.
        Capacity = Declared.Everywhere(new Capacity(100, 512, Default.StorageMiB)),
        Probes =
        [
            new(ProbeKind.Startup, new ProbeCheck.Tcp(GarnetServerResource.EndpointName), TimeSpan.FromSeconds(1), 60),
            new(ProbeKind.Readiness, new ProbeCheck.Tcp(GarnetServerResource.EndpointName), TimeSpan.FromSeconds(5), 3),
        ],
        Shutdown = new(TimeSpan.Zero, TimeSpan.FromSeconds(10)),
        User = Default.User,
    };
}
