using Aspire.Hosting.ApplicationModel;
using Parity.Model;

namespace Parity.Authoring;

/// <summary>A declared reference to an entry of a Secret object.</summary>
internal sealed class SecretAnnotation(string key, PerEnvironment<string> name, string entry, SecretForm form) : IResourceAnnotation
{
    public string Key { get; } = key;

    public PerEnvironment<string> Name { get; } = name;

    public string Entry { get; } = entry;

    public SecretForm Form { get; } = form;
}
