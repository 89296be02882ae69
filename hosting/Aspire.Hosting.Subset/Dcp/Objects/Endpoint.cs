using System.Text.Json.Serialization.Metadata;

namespace Aspire.Hosting.Dcp.Objects;

/// <summary>Where one replica serves a service; DCP creates it for the process or container that owns it.</summary>
internal sealed record Endpoint : DcpObject, IDcpObject<Endpoint>
{
    public override string Kind { get; init; } = "Endpoint";
    public required EndpointSpec Spec { get; init; }

    public static string Plural => "endpoints";
    public static JsonTypeInfo<Endpoint> Json => DcpJson.Default.Endpoint;
    public static JsonTypeInfo<DcpWatchLine<Endpoint>> WatchJson => DcpJson.Default.DcpWatchLineEndpoint;
    public static JsonTypeInfo<DcpList<Endpoint>> ListJson => DcpJson.Default.DcpListEndpoint;
}

internal sealed record EndpointSpec
{
    public string? ServiceNamespace { get; init; }
    public string? ServiceName { get; init; }
    public string? Address { get; init; }
    public int? Port { get; init; }
}
