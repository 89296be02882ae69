using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Parity.Model;
using Parity.Verification.Routing;

namespace Parity.CommandLine;

/// <summary>The AppHost's own ingress, the real program, started with a table and with echoes instead of workloads.</summary>
internal sealed class IngressProgram(string path)
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    /// <summary>The built program of the ingress project; null where there is none.</summary>
    public static async Task<IngressProgram?> FindAsync(IResource? ingress, CancellationToken cancellation)
    {
        if (ingress?.Annotations.OfType<IProjectMetadata>().LastOrDefault() is not { } project) return null;
        // Aspire's API gives the project, and only MSBuild knows where its program went.
        var start = new ProcessStartInfo("dotnet", ["msbuild", project.ProjectPath, "-getProperty:TargetPath", "-nologo"]) { RedirectStandardOutput = true };
        using var build = Process.Start(start)!;
        var target = (await build.StandardOutput.ReadToEndAsync(cancellation)).Trim();
        await build.WaitForExitAsync(cancellation);
        return File.Exists(target) ? new(target) : null;
    }

    public async Task<RouteCheck> CheckAsync(RequestTable table, CancellationToken cancellation)
    {
        using var echo = new EchoServer();
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, RouteJson.Write(table.Routes), cancellation);
            var (port, health) = FreePorts();
            using var ingress = Start(table.Routes, file, port, health, echo);
            try
            {
                await StartedAsync(ingress, port, cancellation);
                var answers = new List<(ExpectedRequest, Outcome)>();
                foreach (var row in table.Requests) answers.Add((row, Shared(await RawRequest.SendAsync(port, row.Request, cancellation), Outcome.Of(table.Routes, row.Request))));
                return new("YARP", new RouteSupport.Native(), RouteCheck.Disagreeing(answers));
            }
            finally
            {
                ingress.Kill(entireProcessTree: true);
                await ingress.WaitForExitAsync(CancellationToken.None);
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>One request sees one of several backends: where it is one that the route shares its requests among, that is what was to be seen.</summary>
    public static Outcome Shared(Outcome seen, Outcome meant) =>
        seen is Outcome.Forwarded forwarded && meant is Outcome.Forwarded route && route.Path == forwarded.Path && route.Shares.ContainsKey(forwarded.Shares.Keys.Single()) ? route : seen;

    private Process Start(RouteTable table, string file, int port, int health, EchoServer echo)
    {
        var start = new ProcessStartInfo("dotnet", [path, $"--urls=http://127.0.0.1:{port};http://127.0.0.1:{health}", $"--Ingress:HealthPort={health}", $"--Ingress:RoutesFile={file}", "--Logging:LogLevel:Default=Error"])
        {
            WorkingDirectory = Path.GetDirectoryName(path)!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var workload in table.Workloads) start.ArgumentList.Add($"--services:{workload}:http:0={echo.AddressOf(workload)}");
        var ingress = new Process { StartInfo = start };
        // Unread pipes would block it.
        ingress.OutputDataReceived += static (_, _) => { };
        ingress.ErrorDataReceived += static (_, _) => { };
        ingress.Start();
        ingress.BeginOutputReadLine();
        ingress.BeginErrorReadLine();
        return ingress;
    }

    private static async Task StartedAsync(Process ingress, int port, CancellationToken cancellation)
    {
        var started = Stopwatch.StartNew();
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port, cancellation);
                return;
            }
            catch (SocketException) when (!ingress.HasExited && started.Elapsed < StartLimit)
            {
                await Task.Delay(50, cancellation);
            }
            catch (SocketException)
            {
                throw new IOException($"The ingress did not answer on port {port}: {(ingress.HasExited ? $"it ended with {ingress.ExitCode}" : $"nothing in {StartLimit.TotalSeconds:0} s")}.");
            }
        }
    }

    private static (int, int) FreePorts()
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        one.Start();
        other.Start();
        return (((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)other.LocalEndpoint).Port);
    }
}
