using System.Text.Json.Serialization.Metadata;

namespace Aspire.Hosting.Dcp.Objects;

/// <summary>The network on which the containers of one run see each other by name.</summary>
internal sealed record ContainerNetwork : DcpObject, IDcpObject<ContainerNetwork>
{
    public override string Kind { get; init; } = "ContainerNetwork";
    public required ContainerNetworkSpec Spec { get; init; }

    public static string Plural => "containernetworks";
    public static JsonTypeInfo<ContainerNetwork> Json => DcpJson.Default.ContainerNetwork;
    public static JsonTypeInfo<DcpWatchLine<ContainerNetwork>> WatchJson => DcpJson.Default.DcpWatchLineContainerNetwork;
    public static JsonTypeInfo<DcpList<ContainerNetwork>> ListJson => DcpJson.Default.DcpListContainerNetwork;
}

internal sealed record ContainerNetworkSpec
{
    public string? NetworkName { get; init; }
    public bool? Persistent { get; init; }
}
