using Aspire.Hosting.ApplicationModel;

namespace Parity.Authoring;

/// <summary>How the Secret object of a resource is called.</summary>
internal sealed class SecretNameAnnotation(PerEnvironment<string> name) : IResourceAnnotation
{
    public PerEnvironment<string> Name { get; } = name;
}
