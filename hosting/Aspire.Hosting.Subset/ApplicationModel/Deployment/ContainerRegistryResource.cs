namespace Aspire.Hosting.ApplicationModel;

public class ContainerRegistryResource(string name, ReferenceExpression endpoint, ReferenceExpression? repository = null) : Resource(name), IContainerRegistry
{
    ReferenceExpression IContainerRegistry.Name => ReferenceExpression.Create($"{Name}");

    ReferenceExpression IContainerRegistry.Endpoint { get; } = endpoint;

    ReferenceExpression? IContainerRegistry.Repository { get; } = repository;
}
