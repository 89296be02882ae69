using System.Text.Json.Serialization.Metadata;

namespace Aspire.Hosting.Dcp.Objects;

/// <summary>A named volume; it outlives the run, so that data does.</summary>
internal sealed record ContainerVolume : DcpObject, IDcpObject<ContainerVolume>
{
    public override string Kind { get; init; } = "ContainerVolume";
    public required ContainerVolumeSpec Spec { get; init; }

    public static string Plural => "containervolumes";
    public static JsonTypeInfo<ContainerVolume> Json => DcpJson.Default.ContainerVolume;
    public static JsonTypeInfo<DcpWatchLine<ContainerVolume>> WatchJson => DcpJson.Default.DcpWatchLineContainerVolume;
    public static JsonTypeInfo<DcpList<ContainerVolume>> ListJson => DcpJson.Default.DcpListContainerVolume;
}

internal sealed record ContainerVolumeSpec(string Name, bool Persistent);
