using System.Diagnostics;

namespace Aspire.Hosting.Dcp;

/// <summary>
/// Ends what DCP leaves when this process dies without a word. DCP stops its programs by itself then, but takes 6 to 8 s for
/// the children of those, and a program that ignores the request holds it up longer.
/// </summary>
/// <remarks>Linux only, where /proc tells who belongs to the run; elsewhere DCP's own clean-up is all there is.</remarks>
internal sealed class Watchdog : IDisposable
{
    private const string SetsidPath = "/usr/bin/setsid";

    // Standard input is a pipe of the application host: its end is the host's end, seen at once. Everything of a run has the
    // session folder in its environment (Mark). DCP itself comes last, and later still while it removes containers.
    private const string Script = """
        trap '' HUP INT TERM
        folder=$1
        clock() { read -r up _ </proc/uptime; now=${up%.*}${up#*.}; }
        read -r _
        clock; start=$now
        while left=$(grep -lsF -- "APPHOST_SESSION=$folder" /proc/[0-9]*/environ); [ -n "$left" ]; do
          clock; passed=$((now - start)) programs= dcp= removing=
          for file in $left; do
            process=${file#/proc/} process=${process%/environ}
            { read -r name <"/proc/$process/comm"; } 2>/dev/null
            case $name in
              dcp) dcp="$dcp $process";;
              docker|podman) removing="$removing $process";;
              *) programs="$programs $process";;
            esac
          done
          [ "$passed" -lt 250 ] || [ -z "$programs" ] || kill -9 $programs 2>/dev/null
          [ "$passed" -lt 350 ] || [ -z "$dcp" ] || [ -n "$removing" ] || kill -9 $dcp 2>/dev/null
          [ "$passed" -lt 1500 ] || kill -9 $removing $dcp 2>/dev/null
          sleep 0.1
        done
        rm -rf -- "$folder"
        """;

    /// <summary>The variable by which everything of a run is known; DCP keeps those that begin with DCP_ from its programs.</summary>
    public const string Mark = "APPHOST_SESSION";

    public static bool IsAvailable { get; } = OperatingSystem.IsLinux() && File.Exists(SetsidPath);

    private readonly Process? _process;

    private Watchdog(Process? process) => _process = process;

    public static Watchdog Start(DcpSession session)
    {
        if (!IsAvailable) return new Watchdog(null);
        var start = new ProcessStartInfo(SetsidPath, ["/bin/sh", "-c", $"exec >/dev/null 2>&1; {Script}", "watchdog", session.Folder])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
        };
        start.Environment.Remove(Mark);
        return new Watchdog(Process.Start(start));
    }

    /// <summary>Lets go of the pipe: the watchdog looks once more, and leaves.</summary>
    public void Dispose()
    {
        _process?.StandardInput.Close();
        _process?.Dispose();
    }
}
