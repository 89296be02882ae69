using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Parity.Model;

namespace Parity.Authoring;

/// <summary>Calls that leave the cluster: declared ones, and Aspire's external services.</summary>
internal static class OutsideReader
{
    public static IEnumerable<Outside> Read(IResource resource) =>
        resource.Annotations.OfType<OutsideAnnotation>().Select(annotation => annotation.Outside)
            .Concat(resource.Annotations.OfType<ResourceRelationshipAnnotation>()
                .Select(relationship => relationship.Resource).OfType<ExternalServiceResource>()
                .Where(service => service.Uri is not null)
                .Select(service => new Outside(service.Name, service.Uri!.Port)))
            .Distinct();
}
