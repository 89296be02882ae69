using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The lines of one replica: the last ten thousand, and whoever reads along.</summary>
internal sealed class ResourceLog(string name)
{
    private const int Limit = 10_000;
    private readonly Lock _gate = new();
    private readonly Queue<LogLine> _lines = new();
    private readonly List<Channel<LogLine>> _readers = [];
    private int _count;
    private bool _completed;

    public event Action<bool>? SubscribersChanged;

    public string Name { get; } = name;

    public bool HasSubscribers
    {
        get
        {
            lock (_gate)
            {
                return _readers.Count > 0;
            }
        }
    }

    public IReadOnlyList<LogLine> Backlog
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public void Write(DateTime? timestamp, string content, bool isError)
    {
        // The dashboard reads the time from the head of the line and shows it in the reader's zone.
        var text = timestamp is { } time ? $"{time.ToString("yyyy-MM-ddTHH:mm:ss.fffffffK", CultureInfo.InvariantCulture)} {content}" : content;
        lock (_gate)
        {
            // Written to again: the resource was restarted.
            _completed = false;
            var line = new LogLine(++_count, text, isError);
            _lines.Enqueue(line);
            if (_lines.Count > Limit)
            {
                _lines.Dequeue();
            }

            foreach (var reader in _readers)
            {
                reader.Writer.TryWrite(line);
            }
        }
    }

    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            foreach (var reader in _readers)
            {
                reader.Writer.TryComplete();
            }
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _lines.Clear();
            _count = 0;
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<LogLine>();
        Add(channel);
        try
        {
            // The end of the service is the end of the log, not a fault of the reader.
            using var end = stopping.Register(() => channel.Writer.TryComplete());
            while (await channel.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var lines = new List<LogLine>();
                while (channel.Reader.TryRead(out var line))
                {
                    lines.Add(line);
                }

                yield return lines;
            }
        }
        finally
        {
            Remove(channel);
        }
    }

    private void Add(Channel<LogLine> channel)
    {
        bool first;
        lock (_gate)
        {
            foreach (var line in _lines)
            {
                channel.Writer.TryWrite(line);
            }

            _readers.Add(channel);
            first = _readers.Count == 1;
            if (_completed)
            {
                channel.Writer.TryComplete();
            }
        }

        if (first)
        {
            SubscribersChanged?.Invoke(true);
        }
    }

    private void Remove(Channel<LogLine> channel)
    {
        bool last;
        lock (_gate)
        {
            _readers.Remove(channel);
            last = _readers.Count == 0;
        }

        if (last)
        {
            SubscribersChanged?.Invoke(false);
        }
    }
}
