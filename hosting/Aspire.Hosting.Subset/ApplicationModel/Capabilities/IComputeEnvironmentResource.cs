namespace Aspire.Hosting.ApplicationModel;

public interface IComputeEnvironmentResource : IResource
{
    ReferenceExpression GetHostAddressExpression(EndpointReference endpointReference) => throw new NotSupportedException(
        $"The compute environment '{Name}' does not say how endpoint '{endpointReference.EndpointName}' of '{endpointReference.Resource.Name}' is addressed. Override {nameof(GetHostAddressExpression)}.");

    ReferenceExpression GetEndpointPropertyExpression(EndpointReferenceExpression endpointReferenceExpression) => throw new NotSupportedException(
        $"The compute environment '{Name}' does not say what '{endpointReferenceExpression.Property}' of endpoint '{endpointReferenceExpression.Endpoint.EndpointName}' is. Override {nameof(GetEndpointPropertyExpression)}.");
}
