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

    /// <summary>Whether DCP has an object of an earlier start.</summary>
    public bool HasObject => _generation > 0;

    public string NextObject()
    {
        ObjectName = _generation++ == 0 ? Id : $"{Id}-r{_generation}";
        _ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        IsStopRequested = false;
        IsEndTold = false;
        Log = null;
        return ObjectName;
    }

    public void End() => _ended.TrySetResult();

    /// <summary>A token under which the replica waits for what it depends on; <see cref="ReleaseWait"/> ends the wait.</summary>
    public CancellationToken BeginWait(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            return _waiting.Token;
        }
    }

    public void EndWait()
    {
        lock (_lock)
        {
            _waiting?.Dispose();
            _waiting = null;
        }
    }

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
