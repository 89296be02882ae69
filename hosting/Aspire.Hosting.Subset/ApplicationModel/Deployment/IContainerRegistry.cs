namespace Aspire.Hosting.ApplicationModel;

public interface IContainerRegistry
{
    ReferenceExpression Name { get; }

    ReferenceExpression Endpoint { get; }

    ReferenceExpression? Repository => null;
}
