namespace Aspire.Hosting.Testing;

/// <summary>An AppHost that is held before its <c>Build</c> until the test has had its say.</summary>
internal sealed class HeldFactory(Type entryPoint, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    : DistributedApplicationFactory(entryPoint, args)
{
    private readonly TaskCompletionSource _continue = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _continue.TrySetResult();
        return new HeldApplication(this, await ResolveApplicationAsync(cancellationToken).ConfigureAwait(false));
    }

    public override void Dispose()
    {
        Abandon();
        base.Dispose();
    }

    public override ValueTask DisposeAsync()
    {
        Abandon();
        return base.DisposeAsync();
    }

    protected override void OnBuilderCreating(DistributedApplicationOptions applicationOptions, HostApplicationBuilderSettings hostOptions) =>
        configure(applicationOptions, hostOptions);

    protected override void OnBuilding(DistributedApplicationBuilder applicationBuilder) => _continue.Task.GetAwaiter().GetResult();

    // An AppHost that was never built must not start behind the back of a test that is over.
    private void Abandon() => _continue.TrySetException(new OperationCanceledException("The test has ended before it built the application."));
}
