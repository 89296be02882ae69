using System.Diagnostics;
using Benchmarks.Rush;
using EndToEnd;

namespace Benchmarks.Startup;

/// <summary>
/// As many ASP.NET Core programs as the system has replicas of services, each with one endpoint and nothing else, started by
/// hand at the same moment: what no start of so many programs can be faster than.
/// </summary>
internal static class EmptyPrograms
{
    /// <summary>The seconds until all have answered, and the CPU time that they took for it.</summary>
    public static async Task<(double Seconds, double Cpu)> MeasureAsync(int count)
    {
        var ports = Enumerable.Range(0, count).Select(_ => LocalPort.Free()).ToList();
        var watch = Stopwatch.StartNew();
        var programs = ports.Select(port => Child.Start(Environment.ProcessPath!, [EmptyEndpoint.Argument, "1"],
            [.. QuickStart, ("ASPNETCORE_URLS", $"http://127.0.0.1:{port}"), ("ASPNETCORE_CONTENTROOT", ContentRoot), ("Logging__LogLevel__Microsoft.AspNetCore", "Warning")])).ToList();
        try
        {
            await Task.WhenAll(programs.Zip(ports, (program, port) => program.WaitUntil(() => LocalPort.Answers(port, "/"))));
            return (watch.Elapsed.TotalSeconds, programs.Sum(program => program.CpuSeconds));
        }
        finally
        {
            foreach (var program in programs) await program.DisposeAsync();
        }
    }

    // A program watches its content root for settings; the temporary folder of this machine may be large.
    private static string ContentRoot => Path.Combine(LocalSystem.Root, "services/Ingress");

    // The settings of the runtime with which the system's programs start.
    private static IEnumerable<(string, string)> QuickStart =>
        LocalSystem.LaunchVariables().Where(variable => variable.Name.StartsWith("DOTNET_", StringComparison.Ordinal));
}
