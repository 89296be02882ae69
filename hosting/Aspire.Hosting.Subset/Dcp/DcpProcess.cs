using System.Diagnostics;

namespace Aspire.Hosting.Dcp;

/// <summary>
/// The orchestrator's own process. It watches this process and, when it is gone for whatever reason, stops everything that
/// it started and removes the session.
/// </summary>
internal sealed class DcpProcess : IDisposable
{
    private const int MonitorSeconds = 1;
    private const string SetsidPath = "/usr/bin/setsid";
    // DCP must not hold a pipe of ours: when we are killed, its next line would end it before it has cleaned up. A session of
    // its own keeps the terminal's Ctrl+C from it, so that we can stop things in order.
    private const string InOwnSession = $"exec {SetsidPath} \"$@\" </dev/null >\"$DCP_SESSION_FOLDER/dcp.out\" 2>&1";
    // Settings of the application host that would change how the services behave that DCP starts with its environment.
    private static readonly string[] NotInherited =
        ["ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "DOTNET_LAUNCH_PROFILE", "ASPIRE_LOG_LEVEL", "ASPIRE_LOGLEVEL"];

    private readonly Process _process;

    private DcpProcess(Process process, bool detaches, string output)
    {
        _process = process;
        Exited = WatchAsync(detaches, output);
    }

    /// <summary>Completes when DCP has ended; fails when it ended of itself with an error.</summary>
    public Task Exited { get; }

    public static DcpProcess Start(string path, DcpSession session)
    {
        string[] arguments =
        [
            path, "start-apiserver",
            "--monitor", $"{Environment.ProcessId}",
            "--monitor-interval", $"{MonitorSeconds}",
            "--kubeconfig", session.Kubeconfig,
            "--tls-cert-file", session.Certificate,
            "--tls-key-file", session.Key,
        ];
        // DCP's own --detach starts the program a second time, which takes 150 ms: only where setsid is missing.
        var detaches = !File.Exists(SetsidPath);
        var start = detaches
            ? new ProcessStartInfo(path, [.. arguments[1..], "--detach"])
            : new ProcessStartInfo("/bin/sh", ["-c", InOwnSession, "dcp", .. arguments]);
        start.UseShellExecute = false;
        start.RedirectStandardInput = detaches;
        start.RedirectStandardOutput = detaches;
        start.RedirectStandardError = detaches;
        foreach (var name in NotInherited)
            start.Environment.Remove(name);
        start.Environment["DCP_SESSION_FOLDER"] = session.Folder;
        start.Environment[Watchdog.Mark] = session.Folder;
        start.Environment["DCP_LOG_SOCKET"] = session.LogSocket;
        // DCP starts itself once more beside each program, to end it when DCP dies; the watchdog ends them all.
        if (Watchdog.IsAvailable) start.Environment["DCP_DISABLE_MONITOR_PROCESS"] = "true";
        QuickStart.AddTo(start.Environment);
        var process = Process.Start(start) ?? throw new DcpException($"The orchestrator {path} could not be started.");
        return new DcpProcess(process, detaches, session.Output);
    }

    public void Dispose() => _process.Dispose();

    private async Task WatchAsync(bool detaches, string output)
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        if (_process.ExitCode != 0)
            throw new DcpException($"The orchestrator (DCP) ended with exit code {_process.ExitCode}.{LastLines(output)}");
        if (detaches)
            await Task.Delay(Timeout.Infinite).ConfigureAwait(false);
    }

    private static string LastLines(string output) =>
        File.Exists(output) ? Environment.NewLine + string.Join(Environment.NewLine, File.ReadLines(output).TakeLast(10)) : "";
}
