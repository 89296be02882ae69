using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is set later, possibly more than once; whoever asks early waits for the first.</summary>
[DebuggerDisplay("IsValueSet = {IsValueSet}")]
public sealed class ValueSnapshot<T> where T : notnull
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<T> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<T>? _latest;

    public bool IsValueSet => _latest is not null;

    public Task<T> GetValueAsync(CancellationToken cancellationToken = default) => (_latest ?? _first.Task).WaitAsync(cancellationToken);

    public void SetValue(T value)
    {
        lock (_gate)
        {
            _latest = Task.FromResult(value);
            _first.TrySetResult(value);
        }
    }

    public void SetException(Exception exception)
    {
        lock (_gate)
        {
            _latest = Task.FromException<T>(exception);
            _first.TrySetException(exception);
        }
    }
}
