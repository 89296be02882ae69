using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The port that a resource's image listens on, which only the compute environment knows.</summary>
[DebuggerDisplay("{ValueExpression}")]
public class ContainerPortReference(IResource resource) : IManifestExpressionProvider, IValueWithReferences, IValueProvider
{
    // What the base images of .NET listen on.
    private const string DefaultPort = "8080";

    public IResource Resource { get; } = resource ?? throw new ArgumentNullException(nameof(resource));

    public string ValueExpression => $"{{{Resource.Name}.containerPort}}";

    public IEnumerable<object> References => [Resource];

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) => ValueTask.FromResult<string?>(DefaultPort);
}
