using System.Runtime.InteropServices;

namespace Aspire.Hosting.Dcp;

/// <summary>
/// Asks programs of a run to stop, all at the same moment. DCP asks them one after the other, on a busy machine the last a
/// second after the first; it comes to them still, and forces what does not listen.
/// </summary>
/// <remarks>Linux only, where /proc tells that a process is the run's own; elsewhere DCP's request is the first.</remarks>
internal static class TerminationSignal
{
    private const int Terminate = 15;

    /// <summary>Completes when the programs have ended, and what they had started and left behind.</summary>
    public static async Task SendAsync(IReadOnlyList<int> programs, DcpSession session)
    {
        if (!Watchdog.IsAvailable) return;
        var tree = new ProcessTree();
        var started = programs.SelectMany(tree.Below).ToList();
        await AskAsync(programs, session).ConfigureAwait(false);
        await AskAsync(started, session).ConfigureAwait(false);
    }

    private static Task AskAsync(IEnumerable<int> processes, DcpSession session) =>
        Task.WhenAll(processes.Where(process => IsOf(session, process) && Kill(process, Terminate) == 0).ToList().Select(ProcessEnd.OfAsync));

    // The number may be another's by now, or the process may have ended: both are no reason to ask.
    private static bool IsOf(DcpSession session, int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/environ").Split('\0').Contains($"{Watchdog.Mark}={session.Folder}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
