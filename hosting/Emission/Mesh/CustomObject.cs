using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace Parity.Emission;

/// <summary>An object of a kind that Kubernetes itself does not have.</summary>
/// <typeparam name="TSpec">Its specification.</typeparam>
public sealed record CustomObject<TSpec>(string ApiVersion, string Kind, V1ObjectMeta Metadata, TSpec Spec) : IKubernetesObject<V1ObjectMeta>, ISpec<TSpec>
{
    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; set; } = ApiVersion;

    [JsonPropertyName("kind")]
    public string Kind { get; set; } = Kind;

    [JsonPropertyName("metadata")]
    public V1ObjectMeta Metadata { get; set; } = Metadata;

    [JsonPropertyName("spec")]
    public TSpec Spec { get; set; } = Spec;
}
