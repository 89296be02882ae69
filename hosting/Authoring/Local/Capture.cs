using System.Diagnostics;
using Aspire.Hosting;

namespace Parity.Authoring;

/// <summary>Runs a program to its end and keeps what it says.</summary>
internal static class Capture
{
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new DistributedApplicationException($"'{program}' did not start.");
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = await process.StandardError.ReadToEndAsync(cancellation).ConfigureAwait(false);
        await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        return (process.ExitCode, (await output.ConfigureAwait(false)).TrimEnd(), errors.Trim());
    }
}
