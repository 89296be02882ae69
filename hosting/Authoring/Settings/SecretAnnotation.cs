using Aspire.Hosting.ApplicationModel;

namespace Parity.Authoring;

/// <summary>A declared reference to an entry of a Secret object.</summary>
internal sealed class SecretAnnotation(string key, PerEnvironment<string> name, string entry) : IResourceAnnotation
{
    public string Key { get; } = key;

    public PerEnvironment<string> Name { get; } = name;

    public string Entry { get; } = entry;
}
