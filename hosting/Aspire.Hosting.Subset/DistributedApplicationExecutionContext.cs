namespace Aspire.Hosting;

public class DistributedApplicationExecutionContext
{
    private readonly DistributedApplicationExecutionContextOptions? _options;

    public DistributedApplicationExecutionContext(DistributedApplicationOperation operation) : this(operation, "manifest")
    {
    }

    public DistributedApplicationExecutionContext(DistributedApplicationOperation operation, string publisherName)
    {
        Operation = operation;
        PublisherName = publisherName;
    }

    public DistributedApplicationExecutionContext(DistributedApplicationExecutionContextOptions options)
        : this(options.Operation, options.PublisherName ?? "manifest") => _options = options;

    public string PublisherName { get; set; }

    public DistributedApplicationOperation Operation { get; }

    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;

    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    public IServiceProvider Services => _options switch
    {
        null => throw new InvalidOperationException($"This execution context has no services. Construct it with {nameof(DistributedApplicationExecutionContextOptions)}."),
        { Services: null } => throw new InvalidOperationException("Services are not available because the application has not been built yet. Use them in a callback or an event."),
        { Services: { } services } => services,
    };

    [Obsolete("Use Services instead.")]
    public IServiceProvider ServiceProvider => Services;
}
