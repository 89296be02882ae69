namespace Aspire.Hosting.Orchestration;

/// <summary>
/// One process or container of a resource. Its id is what notifications, logs and commands name it by; DCP knows it by one
/// object after the other, because what has ended cannot be started again there.
/// </summary>
internal sealed class Replica(IResource resource, DcpInstance instance)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _ended = Completed();
    private CancellationTokenSource? _waiting;
    private int _generation;

    public IResource Resource { get; } = resource;

    public string Id { get; } = instance.Name;

    public int Index { get; } = instance.Index;

    /// <summary>The name of the DCP object that stands for it now.</summary>
    public string ObjectName { get; private set; } = instance.Name;

    /// <summary>Completes when the process or container that runs now has ended.</summary>
    public Task Ended => _ended.Task;

    /// <summary>One start, stop or restart at a time.</summary>
    public Turn Turn { get; } = new();

    /// <summary>Set from the request to stop until the next start, so that the end of the process is no fault.</summary>
    public bool IsStopRequested { get; set; }

    /// <summary>The end of this start has been told (events, console).</summary>
    public bool IsEndTold { get; set; }

    public ReplicaSettings Settings { get; set; } = ReplicaSettings.None;

    /// <summary>Reads the output of what runs now; completes when all of it has been read.</summary>
    public Task? Log { get; set; }

    /// <summary>The DCP object of the last start, of which nothing is to be heard any more once the next start begins.</summary>
    public string? LastObject { get; private set; }

    public string NextObject()
    {
        ObjectName = _generation++ == 0 ? Id : $"{Id}-r{_generation}";
        _ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return ObjectName;
    }

    /// <summary>A start begins: what was said of the last one no longer counts, and from here on it may be told not to wait.</summary>
    public void Begin(CancellationToken cancellationToken)
    {
        IsStopRequested = false;
        IsEndTold = false;
        Log = null;
        if (_generation > 0 && ObjectName.Length > 0)
            (LastObject, ObjectName) = (ObjectName, "");
        lock (_lock)
            _waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>Waits until what it depends on is there, or <see cref="ReleaseWait"/> says not to.</summary>
    public async Task WaitAsync(Task ready, CancellationToken cancellationToken)
    {
        CancellationToken wait;
        lock (_lock)
            wait = _waiting!.Token;
        try
        {
            await ready.WaitAsync(wait).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (wait.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Started by hand.
        }
        finally
        {
            lock (_lock)
            {
                _waiting.Dispose();
                _waiting = null;
            }
        }
    }

    public void End() => _ended.TrySetResult();

    /// <summary>Lets a waiting replica go on at once; false when it was not waiting.</summary>
    public bool ReleaseWait()
    {
        lock (_lock)
        {
            _waiting?.Cancel();
            return _waiting is not null;
        }
    }

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
