namespace Aspire.Hosting.Orchestration;

/// <summary>Lets one in at a time; leaving is disposing what <see cref="TakeAsync"/> gave.</summary>
#pragma warning disable CA1001 // A semaphore of which nobody asks the wait handle holds nothing to dispose.
internal sealed class Turn
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _free = new(1, 1);

    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Taken(_free);
    }

    private sealed class Taken(SemaphoreSlim free) : IDisposable
    {
        private int _isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isLeft, 1) == 0)
                free.Release();
        }
    }
}
