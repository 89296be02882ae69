namespace ServiceDefaults.Overload;

/// <summary>
/// Handlers that hold their thread for long keep the requests behind them from even asking to be served: the queue is then in the thread
/// pool, where no limit sees it. Such handlers are put behind what waits there already, so that each request is counted and perhaps refused
/// within its first microseconds.
/// </summary>
internal sealed class Dispatch(TimeProvider time)
{
    private readonly long _long = time.TimestampFrequency / 2_000;
    private long _held;

    public bool ShouldStepBack => Volatile.Read(ref _held) > _long && ThreadPool.PendingWorkItemCount > Environment.ProcessorCount;

    /// <summary>How long a handler held its thread before it first waited. Lost updates of the moving mean do no harm.</summary>
    public void Held(long ticks) => Volatile.Write(ref _held, _held + ((ticks - _held) >> 4));
}
