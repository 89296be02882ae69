using System.Diagnostics;
using System.Net.Sockets;
using CommandLine.Images;
using Parity.Model;

namespace CommandLine.Delivery;

/// <summary>The ingress of the repository in a process of its own, with a route table and addresses of workloads.</summary>
internal sealed class RealIngress : IAsyncDisposable
{
    private readonly string table = Path.GetTempFileName();
    private readonly Process process;

    private RealIngress(RouteTable routes, (string Workload, Uri Address)[] workloads)
    {
        File.WriteAllText(table, RouteJson.Write(routes));
        var (port, health) = (LoopbackRegistry.FreePort(), LoopbackRegistry.FreePort());
        Address = new($"http://127.0.0.1:{port}");
        var program = Path.Combine(Repository.Root, "artifacts", "bin", "Ingress", Repository.Configuration, "Ingress.dll");
        var start = new ProcessStartInfo("dotnet", [program, $"--urls=http://127.0.0.1:{port};http://127.0.0.1:{health}", $"--Ingress:HealthPort={health}", $"--Ingress:RoutesFile={table}", "--Logging:LogLevel:Default=Error", .. workloads.Select(one => $"--services:{one.Workload}:http:0={one.Address}")])
        {
            WorkingDirectory = Path.GetDirectoryName(program)!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process = new Process { StartInfo = start };
        // Unread pipes would block it.
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public static async Task<RealIngress> StartAsync(RouteTable routes, params (string Workload, Uri Address)[] workloads)
    {
        var ingress = new RealIngress(routes, workloads);
        var started = Stopwatch.StartNew();
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(ingress.Address.Host, ingress.Address.Port, TestContext.Current.CancellationToken);
                return ingress;
            }
            catch (SocketException) when (!ingress.process.HasExited && started.Elapsed < TimeSpan.FromMinutes(2))
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        File.Delete(table);
    }
}
