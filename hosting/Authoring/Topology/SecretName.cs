using Aspire.Hosting.ApplicationModel;
using Parity.Model;

namespace Parity.Authoring;

/// <summary>The Secret object that holds what a resource keeps secret: called as the resource, unless <c>WithSecretName</c> says otherwise.</summary>
internal static class SecretName
{
    public static Declared<string> Of(Reading reading, IResource resource)
    {
        if (!resource.TryGetLastAnnotation<SecretNameAnnotation>(out var declared)) return Declared.Everywhere(resource.Name.ToLowerInvariant());
        reading.Report(declared.Name.Check(resource.Name, "name of its Secret object", "WithSecretName"));
        return declared.Name.Value;
    }
}
