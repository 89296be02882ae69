using System.Text.Json;
using System.Text.Json.Serialization;
using Parity.Model;

namespace Parity.Delivery;

/// <summary>What was deployed, as the cluster itself remembers it.</summary>
public sealed record Release
{
    /// <summary>Counts up from 1 in each environment.</summary>
    public required int Number { get; init; }

    public required ReleaseState State { get; init; }

    /// <summary>Commit whose model this is.</summary>
    public required string Commit { get; init; }

    /// <summary>Hash of the whole model, without images.</summary>
    public required string Model { get; init; }

    /// <summary>Digests by workload.</summary>
    public required IReadOnlyDictionary<string, string> Images { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>The release that ran before; 0 for none.</summary>
    public required int Previous { get; init; }

    /// <summary>The release whose content this one repeats; 0 unless it is a rollback.</summary>
    public required int RollbackOf { get; init; }

    /// <summary>Why it is not deployed; empty otherwise.</summary>
    public required string Note { get; init; }

    /// <summary>Whether two releases put the same things into the cluster.</summary>
    public bool HasContentOf(Release other) =>
        Commit == other.Commit && Model == other.Model && Images.ToMap(image => image.Key, image => image.Value).Equals(other.Images.ToMap(image => image.Key, image => image.Value));

    internal string ToJson() => JsonSerializer.Serialize(this, ReleaseJson.Default.Release);

    internal static Release FromJson(string json) => JsonSerializer.Deserialize(json, ReleaseJson.Default.Release)!;
}

/// <summary>How far a release came.</summary>
public enum ReleaseState
{
    /// <summary>Being put in place; when nobody holds the lease, it was interrupted.</summary>
    Deploying,

    /// <summary>Complete and healthy when it was recorded. The newest one of these is the current release.</summary>
    Deployed,

    /// <summary>Did not come about; the release before was put back.</summary>
    Restored,

    /// <summary>Did not come about and could not be undone either; the next deploy mends it.</summary>
    Failed,

    /// <summary>Its process ended in the middle; a later deploy took over.</summary>
    Interrupted,
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Release))]
internal sealed partial class ReleaseJson : JsonSerializerContext;
