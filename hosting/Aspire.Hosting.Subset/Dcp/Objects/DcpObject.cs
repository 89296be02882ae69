using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Aspire.Hosting.Dcp.Objects;

/// <summary>What DCP knows of any object: the Kubernetes envelope, cut down to what is read or written here.</summary>
internal abstract record DcpObject
{
    public const string Group = "usvc-dev.developer.microsoft.com";
    public const string Version = "v1";

    public string ApiVersion { get; init; } = $"{Group}/{Version}";
    public abstract string Kind { get; init; }
    public required DcpMetadata Metadata { get; init; }

    [JsonIgnore]
    public string Name => Metadata.Name;
}

internal sealed record DcpMetadata
{
    public required string Name { get; init; }
    public string? Uid { get; init; }
    public string? DeletionTimestamp { get; init; }
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
    public IReadOnlyList<DcpOwner>? OwnerReferences { get; init; }
}

internal sealed record DcpOwner(string? Kind, string? Name, string? Uid);

/// <summary>A kind of object: its plural in addresses, and how the source-generated serializer reads it.</summary>
internal interface IDcpObject<TSelf> where TSelf : DcpObject
{
    static abstract string Plural { get; }
    static abstract JsonTypeInfo<TSelf> Json { get; }
    static abstract JsonTypeInfo<DcpWatchLine<TSelf>> WatchJson { get; }
    static abstract JsonTypeInfo<DcpList<TSelf>> ListJson { get; }
}

/// <summary>One line of a watch: <c>{"type":"MODIFIED","object":{…}}</c>.</summary>
internal sealed record DcpWatchLine<T>(string? Type, T? Object);

internal sealed record DcpList<T>(IReadOnlyList<T> Items);

internal sealed record EnvVar(string Name, string? Value);
