using System.Text.Json;
using Aspire.Hosting.Dcp.Objects;

namespace Aspire.Hosting.Dcp;

/// <summary>
/// All changes of all objects of one kind, in order. A watch that breaks is opened again: DCP then repeats every object as
/// it is, and what has disappeared meanwhile is reported as deleted.
/// </summary>
internal sealed class DcpWatch<T>(DcpClient client, ILogger logger) where T : DcpObject, IDcpObject<T>
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly Dictionary<string, T> _known = [];

    /// <param name="changed">Receives each state of each object.</param>
    /// <param name="deleted">Receives the last state of an object that is gone.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    public async Task RunAsync(Func<T, Task> changed, Func<T, Task> deleted, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ReadAsync(changed, deleted, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested
                && exception is HttpRequestException or IOException or DcpException or JsonException)
            {
                logger.LogDebug(exception, "The watch of {Kind} broke and is opened again.", T.Plural);
            }
            await Task.Delay(Pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadAsync(Func<T, Task> changed, Func<T, Task> deleted, CancellationToken cancellationToken)
    {
        using var stream = await client.WatchAsync<T>(cancellationToken).ConfigureAwait(false);
        if (_known.Count > 0)
        {
            var present = (await client.ListAsync<T>(cancellationToken).ConfigureAwait(false)).Select(o => o.Name).ToHashSet();
            foreach (var gone in _known.Values.Where(o => !present.Contains(o.Name)).ToList())
                await ForgetAsync(gone, deleted).ConfigureAwait(false);
        }
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (JsonSerializer.Deserialize(line, T.WatchJson) is not { Object: { } value, Type: var type })
                continue;
            if (type == "DELETED")
                await ForgetAsync(value, deleted).ConfigureAwait(false);
            else
                await changed(_known[value.Name] = value).ConfigureAwait(false);
        }
    }

    private Task ForgetAsync(T value, Func<T, Task> deleted)
    {
        _known.Remove(value.Name);
        return deleted(value);
    }
}
