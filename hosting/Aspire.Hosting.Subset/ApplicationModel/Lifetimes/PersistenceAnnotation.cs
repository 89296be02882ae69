namespace Aspire.Hosting.ApplicationModel;

public sealed class PersistenceAnnotation : IResourceAnnotation
{
    public required PersistenceMode Mode { get; set; }

    public IResource? SourceResource { get; set; }

    public int? ParentProcessId { get; set; }

    public DateTime? ParentProcessTimestamp { get; set; }
}
