using System.Text.Json.Serialization.Metadata;

namespace Aspire.Hosting.Dcp.Objects;

/// <summary>An address that DCP keeps open for a resource, behind which it spreads connections over the endpoints.</summary>
internal sealed record Service : DcpObject, IDcpObject<Service>
{
    public override string Kind { get; init; } = "Service";
    public required ServiceSpec Spec { get; init; }
    public ServiceStatus? Status { get; init; }

    public static string Plural => "services";
    public static JsonTypeInfo<Service> Json => DcpJson.Default.Service;
    public static JsonTypeInfo<DcpWatchLine<Service>> WatchJson => DcpJson.Default.DcpWatchLineService;
    public static JsonTypeInfo<DcpList<Service>> ListJson => DcpJson.Default.DcpListService;
}

internal sealed record ServiceSpec
{
    public string? Address { get; init; }
    public int? Port { get; init; }
    public string? Protocol { get; init; }
    public string? AddressAllocationMode { get; init; }
}

internal sealed record ServiceStatus
{
    public string? State { get; init; }
    public string? EffectiveAddress { get; init; }
    public int? EffectivePort { get; init; }
}

internal static class AddressAllocation
{
    /// <summary>Every loopback address, nothing else.</summary>
    public const string Localhost = "Localhost";
    /// <summary>No proxy: the service's address is that of its only endpoint.</summary>
    public const string Proxyless = "Proxyless";
}

/// <summary>The annotation <c>service-producer</c> of an executable or container: which services its ports serve.</summary>
internal sealed record ServiceProducer(string ServiceName, string? Address, int? Port)
{
    public const string Annotation = "service-producer";
}
