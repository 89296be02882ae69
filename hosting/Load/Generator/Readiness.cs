using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Parity.Load;

/// <summary>
/// Asks the system which of many sockets can go on, or sleeps until a time: ppoll(2). The runtime's own asynchronous sockets hand each event from a
/// thread to another and ask for bytes once too often, which costs several times as much.
/// </summary>
internal static class Readiness
{
    public const short Readable = 1;
    public const short Writable = 4;

    public static bool IsSupported => OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    /// <summary>How many of the sockets can go on; 0 when the time is over.</summary>
    /// <param name="sockets">Which, and for what; what happened is written into each.</param>
    /// <param name="count">So many of them.</param>
    /// <param name="ticks">As long as that at most, in ticks of <see cref="Stopwatch"/>.</param>
    public static int Wait(PolledSocket[] sockets, int count, long ticks)
    {
        var (seconds, rest) = Math.DivRem(Math.Max(0, ticks), Stopwatch.Frequency);
        var span = new TimeSpec { Seconds = seconds, Nanoseconds = rest * 1_000_000_000 / Stopwatch.Frequency };
        return Poll(sockets, (nuint)count, span, 0);
    }

    [DllImport("libc", EntryPoint = "ppoll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Poll([In, Out] PolledSocket[] sockets, nuint count, in TimeSpec timeout, nint signals);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}

/// <summary>struct pollfd.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PolledSocket
{
    public int Handle;
    public short Wanted;
    public short Happened;
}
