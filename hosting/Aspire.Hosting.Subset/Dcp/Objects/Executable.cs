using System.Text.Json.Serialization.Metadata;

namespace Aspire.Hosting.Dcp.Objects;

internal sealed record Executable : DcpObject, IDcpObject<Executable>
{
    public override string Kind { get; init; } = "Executable";
    public required ExecutableSpec Spec { get; init; }
    public ExecutableStatus? Status { get; init; }

    public static string Plural => "executables";
    public static JsonTypeInfo<Executable> Json => DcpJson.Default.Executable;
    public static JsonTypeInfo<DcpWatchLine<Executable>> WatchJson => DcpJson.Default.DcpWatchLineExecutable;
    public static JsonTypeInfo<DcpList<Executable>> ListJson => DcpJson.Default.DcpListExecutable;
}

internal sealed record ExecutableSpec
{
    public string? ExecutablePath { get; init; }
    public string? WorkingDirectory { get; init; }
    public IReadOnlyList<string>? Args { get; init; }
    public IReadOnlyList<EnvVar>? Env { get; init; }
    public string? ExecutionType { get; init; }
    public bool? Start { get; init; }
    public bool? Stop { get; init; }
}

internal sealed record ExecutableStatus
{
    public string? State { get; init; }
    public int? Pid { get; init; }
    public int? ExitCode { get; init; }
    public DateTime? StartupTimestamp { get; init; }
    public DateTime? FinishTimestamp { get; init; }
    public IReadOnlyList<EnvVar>? EffectiveEnv { get; init; }
    public IReadOnlyList<string>? EffectiveArgs { get; init; }
}

/// <summary>The states DCP reports of a process.</summary>
internal static class ExecutableState
{
    public const string Starting = "Starting";
    public const string Running = "Running";
    public const string Stopping = "Stopping";
    /// <summary>DCP ended the process.</summary>
    public const string Terminated = "Terminated";
    /// <summary>The process ended of itself.</summary>
    public const string Finished = "Finished";
    public const string FailedToStart = "FailedToStart";
    public const string Unknown = "Unknown";

    public static bool IsEnd(string? state) => state is Terminated or Finished or FailedToStart or Unknown;
}
