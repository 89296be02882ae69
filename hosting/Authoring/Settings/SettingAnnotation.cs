using Aspire.Hosting.ApplicationModel;

namespace Parity.Authoring;

/// <summary>A declared setting.</summary>
internal sealed class SettingAnnotation(string key, PerEnvironment<string> value) : IResourceAnnotation
{
    public string Key { get; } = key;

    public PerEnvironment<string> Value { get; } = value;
}
