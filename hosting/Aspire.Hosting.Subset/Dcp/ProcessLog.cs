using System.Globalization;
using Aspire.Hosting.Dcp.Objects;

namespace Aspire.Hosting.Dcp;

/// <summary>Carries what a process prints, and what DCP says of one that did not start, into the resource's log.</summary>
internal sealed class ProcessLog(DcpClient client, ResourceLoggerService loggers)
{
    public static readonly string[] Output = ["stdout", "stderr"];
    /// <summary>A container also has what the runtime printed while it was fetched and created.</summary>
    public static readonly string[] ContainerOutput = ["startup_stdout", "startup_stderr", .. Output];

    /// <summary>Follows the output until the process has ended and all of it has been read.</summary>
    public Task FollowAsync<T>(string objectName, string resourceId, string[] sources, CancellationToken cancellationToken) where T : DcpObject, IDcpObject<T> =>
        Task.WhenAll(sources.Select(source => ReadAsync<T>(objectName, resourceId, source, follow: true, cancellationToken)));

    /// <summary>Reads why DCP could not start something.</summary>
    public Task ReadReasonAsync<T>(string objectName, string resourceId, CancellationToken cancellationToken) where T : DcpObject, IDcpObject<T> =>
        ReadAsync<T>(objectName, resourceId, "system", follow: false, cancellationToken);

    private async Task ReadAsync<T>(string objectName, string resourceId, string source, bool follow, CancellationToken cancellationToken) where T : DcpObject, IDcpObject<T>
    {
        try
        {
            using var stream = await client.LogAsync<T>(objectName, source, follow, cancellationToken).ConfigureAwait(false);
            using var reader = new StreamReader(stream);
            while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
                Write(resourceId, source, line);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or HttpRequestException or DcpException)
        {
            // The run is over, or the object is gone and its output with it.
        }
    }

    // Output:  2026-11-23T10:08:00.538Z hi
    // System:  2026-11-23T10:08:00.417Z	error	ExecutableReconciler	Failed to start a process	{"Cmd": "/no/such", "error": "…"}
    private void Write(string resourceId, string source, string line)
    {
        if (source != "system")
        {
            var (timestamp, text) = Split(line, ' ');
            loggers.Write(resourceId, timestamp, text, isError: source is "stderr");
            return;
        }
        var (time, rest) = Split(line, '\t');
        var fields = rest.Split('\t');
        if (fields is ["error", _, ..])
            loggers.Write(resourceId, time, $"[sys] {string.Join(' ', fields[2..])}", isError: true);
    }

    private static (DateTime? Timestamp, string Text) Split(string line, char separator)
    {
        var end = line.IndexOf(separator);
        return end > 0 && DateTime.TryParse(line.AsSpan(0, end), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var timestamp)
            ? (timestamp, line[(end + 1)..])
            : (null, line);
    }
}
