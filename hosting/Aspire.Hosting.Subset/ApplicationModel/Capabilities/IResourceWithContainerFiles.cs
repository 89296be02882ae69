namespace Aspire.Hosting;

public interface IResourceWithContainerFiles : IResource;
