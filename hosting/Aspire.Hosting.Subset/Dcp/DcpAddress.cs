namespace Aspire.Hosting.Dcp;

/// <summary>Where DCP's API is, and the token that opens it, as DCP writes them into the kubeconfig of the session.</summary>
internal sealed record DcpAddress(Uri Server, string Token)
{
    /// <summary>Waits until DCP has written the file, woken by the file system.</summary>
    public static async Task<DcpAddress> ReadAsync(string kubeconfig, Task dcpExit, CancellationToken cancellationToken)
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(kubeconfig)!);
        void Wake(object sender, FileSystemEventArgs e) => changed.TrySetResult();
        watcher.Created += Wake;
        watcher.Changed += Wake;
        watcher.Renamed += Wake;
        watcher.EnableRaisingEvents = true;
        while (true)
        {
            if (Parse(kubeconfig) is { } address)
                return address;
            await Task.WhenAny(changed.Task, dcpExit).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (dcpExit.IsCompleted)
                await dcpExit.ConfigureAwait(false);
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    // The file as DCP writes it, of which two lines matter; both stand near its end, so that a half-written file lacks one:
    //     server: https://127.0.0.1:36047
    //     token: cudnrcwpttsayojhyshztienxjjyesiy
    private static DcpAddress? Parse(string kubeconfig)
    {
        if (!File.Exists(kubeconfig))
            return null;
        string text;
        try
        {
            using var stream = new FileStream(kubeconfig, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            text = reader.ReadToEnd();
        }
        catch (IOException)
        {
            return null;
        }
        return Value(text, "server:") is { } server && Value(text, "token:") is { } token
            ? new DcpAddress(new Uri(server), token)
            : null;
    }

    private static string? Value(string text, string key)
    {
        var start = text.IndexOf(key, StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf('\n', start);
        return end < 0 ? null : text[(start + key.Length)..end].Trim();
    }
}
