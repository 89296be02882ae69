using System.Text.Json.Serialization.Metadata;

namespace Aspire.Hosting.Dcp.Objects;

internal sealed record Container : DcpObject, IDcpObject<Container>
{
    public override string Kind { get; init; } = "Container";
    public required ContainerSpec Spec { get; init; }
    public ContainerStatus? Status { get; init; }

    public static string Plural => "containers";
    public static JsonTypeInfo<Container> Json => DcpJson.Default.Container;
    public static JsonTypeInfo<DcpWatchLine<Container>> WatchJson => DcpJson.Default.DcpWatchLineContainer;
    public static JsonTypeInfo<DcpList<Container>> ListJson => DcpJson.Default.DcpListContainer;
}

internal sealed record ContainerSpec
{
    public string? ContainerName { get; init; }
    public string? Image { get; init; }
    public IReadOnlyList<ContainerMountSpec>? VolumeMounts { get; init; }
    public IReadOnlyList<ContainerPortSpec>? Ports { get; init; }
    public IReadOnlyList<EnvVar>? Env { get; init; }
    public string? RestartPolicy { get; init; }
    public string? Command { get; init; }
    public IReadOnlyList<string>? Args { get; init; }
    public IReadOnlyList<string>? RunArgs { get; init; }
    public IReadOnlyList<ContainerNetworkConnection>? Networks { get; init; }
    public bool? Persistent { get; init; }
    public bool? Start { get; init; }
    public bool? Stop { get; init; }
    public string? PullPolicy { get; init; }
}

internal sealed record ContainerMountSpec(string Type, string? Source, string Target, bool ReadOnly);

internal sealed record ContainerPortSpec(int? HostPort, int ContainerPort, string Protocol, string HostIP);

internal sealed record ContainerNetworkConnection(string Name, IReadOnlyList<string> Aliases);

internal sealed record ContainerStatus
{
    public string? ContainerName { get; init; }
    public string? State { get; init; }
    public string? ContainerId { get; init; }
    public string? Message { get; init; }
    public int? ExitCode { get; init; }
    public DateTime? StartupTimestamp { get; init; }
    public DateTime? FinishTimestamp { get; init; }
    public IReadOnlyList<EnvVar>? EffectiveEnv { get; init; }
    public IReadOnlyList<string>? EffectiveArgs { get; init; }
}

/// <summary>The states DCP reports of a container; <c>Exited</c> is the end of one that had started.</summary>
internal static class ContainerState
{
    public const string Running = "Running";
    public const string Paused = "Paused";
    public const string Starting = "Starting";
    public const string Stopping = "Stopping";
    public const string Exited = "Exited";
    public const string FailedToStart = "FailedToStart";
    public const string RuntimeUnhealthy = "RuntimeUnhealthy";
    public const string Unknown = "Unknown";

    public static bool IsEnd(string? state) => state is Exited or FailedToStart or Unknown;
}
