using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The console log of every resource, by resource id: what its process wrote and what is logged about it.</summary>
public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(ResourceNames.Comparer);
    private readonly CancellationTokenSource _disposing = new();
    private event Action<ResourceLog>? Opened;

    internal TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public ILogger GetLogger(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new ResourceLogger(() => [.. resource.InstanceNames().Select(Log)], TimeProvider);
    }

    public ILogger GetLogger(string resourceName)
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        var log = Log(resourceName);
        return new ResourceLogger(() => [log], TimeProvider);
    }

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Merge([.. resource.InstanceNames()]);
    }

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName)
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        return Log(resourceName).WatchAsync(_disposing.Token);
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        foreach (var name in resource.InstanceNames())
        {
            await foreach (var lines in GetAllAsync(name).ConfigureAwait(false))
            {
                yield return lines;
            }
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        await Task.CompletedTask.ConfigureAwait(false);
        if (Log(resourceName).Backlog is { Count: > 0 } lines)
        {
            yield return lines;
        }
    }

    /// <summary>Who has readers and who has none any more; a source may stop reading a log that nobody watches.</summary>
    public async IAsyncEnumerable<LogSubscriber> WatchAnySubscribersAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var changes = Channel.CreateUnbounded<LogSubscriber>();
        void Watch(ResourceLog log) => log.SubscribersChanged += any => changes.Writer.TryWrite(new(log.Name, any));
        Opened += Watch;
        try
        {
            foreach (var log in _logs.Values)
            {
                Watch(log);
                if (log.HasSubscribers)
                {
                    changes.Writer.TryWrite(new(log.Name, true));
                }
            }

            using var end = _disposing.Token.Register(() => changes.Writer.TryComplete());
            await foreach (var change in changes.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return change;
            }
        }
        finally
        {
            Opened -= Watch;
            changes.Writer.TryComplete();
        }
    }

    public void Complete(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        foreach (var name in resource.InstanceNames())
        {
            Complete(name);
        }
    }

    public void Complete(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_logs.TryGetValue(name, out var log))
        {
            log.Complete();
        }
    }

    public void ClearBacklog(string resourceName)
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        if (_logs.TryGetValue(resourceName, out var log))
        {
            log.Clear();
        }
    }

    public void Dispose()
    {
        _disposing.Cancel();
        _disposing.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A line of a process, with the time at which it was written where the source knows it.</summary>
    internal void Write(string resourceId, DateTime? timestamp, string content, bool isError) =>
        Log(resourceId).Write(timestamp, content, isError);

    private ResourceLog Log(string name)
    {
        if (_logs.TryGetValue(name, out var known))
        {
            return known;
        }

        var log = new ResourceLog(name);
        if (_logs.TryAdd(name, log))
        {
            Opened?.Invoke(log);
            return log;
        }

        return _logs[name];
    }

    private async IAsyncEnumerable<IReadOnlyList<LogLine>> Merge(IReadOnlyList<string> names, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var merged = Channel.CreateUnbounded<IReadOnlyList<LogLine>>();
        var readers = Task.WhenAll(names.Select(async name =>
        {
            await foreach (var lines in WatchAsync(name).WithCancellation(stop.Token).ConfigureAwait(false))
            {
                merged.Writer.TryWrite(lines);
            }
        }));
        _ = readers.ContinueWith(done => merged.Writer.TryComplete(done.Exception?.GetBaseException()), TaskScheduler.Default);
        try
        {
            await foreach (var lines in merged.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return lines;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }
    }
}
