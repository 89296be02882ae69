using Aspire.Hosting.ApplicationModel;

namespace Parity.Authoring;

/// <summary>The image of a container where it is not the same in every environment.</summary>
internal sealed class ImageAnnotation(PerEnvironment<string> value, bool isTag) : IResourceAnnotation
{
    public PerEnvironment<string> Value { get; } = value;

    /// <summary>Whether the values are tags of the resource's own image, or whole references.</summary>
    public bool IsTag { get; } = isTag;
}
