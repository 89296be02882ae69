using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Parity.Load;

/// <summary>Sleeps until a timestamp, at most a fifth of a millisecond too long on an idle machine, without spinning.</summary>
internal static class Pace
{
    private const double Finest = 0.0002;

    // Thread.Sleep knows whole milliseconds only.
    public static void Until(long timestamp, CancellationToken cancellation)
    {
        for (; ; )
        {
            var left = (timestamp - Stopwatch.GetTimestamp()) / (double)Stopwatch.Frequency;
            if (left <= 0 || cancellation.IsCancellationRequested) return;
            if (left > 0.05) cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(left - 0.01));
            else if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()) _ = Sleep((uint)(Math.Max(left, Finest) * 1e6));
            else Thread.Sleep(1);
        }
    }

    [DllImport("libc", EntryPoint = "usleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sleep(uint microseconds);
}
