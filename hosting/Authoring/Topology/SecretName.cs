using Aspire.Hosting.ApplicationModel;
using Parity.Model;

namespace Parity.Authoring;

/// <summary>The Secret object that holds what a resource keeps secret: called as the resource, unless <c>WithSecretName</c> says otherwise.</summary>
internal static class SecretName
{
    public static Declared<string> Of(IResource resource) => resource.TryGetLastAnnotation<SecretNameAnnotation>(out var declared) ? declared.Name.Value : Declared.Everywhere(resource.Name.ToLowerInvariant());
}
