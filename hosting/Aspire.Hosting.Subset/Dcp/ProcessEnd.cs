using System.Diagnostics;

namespace Aspire.Hosting.Dcp;

/// <summary>The end of a process that is not a child of this one.</summary>
internal static class ProcessEnd
{
    // The runtime's own wait looks after such a process up to 100 ms late.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    public static async Task OfAsync(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            while (!process.HasExited)
                await Task.Delay(Pace).ConfigureAwait(false);
        }
        catch (ArgumentException)
        {
            // It is gone.
        }
    }
}
