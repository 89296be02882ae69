namespace Aspire.Hosting.ApplicationModel;

public interface IResourceWithParameters : IResource
{
    IDictionary<string, object?> Parameters { get; }
}
