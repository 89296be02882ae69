using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace SmallApp;

/// <summary>
/// Answers every HTTP request at PORT with its process id. Moods: <c>with-child</c> starts a grandchild, <c>stubborn</c>
/// ignores requests to end, <c>slow-end=FOLDER</c> takes a moment to end and notes there when it was asked to and when
/// it did, <c>unhealthy-until=FILE</c> answers 503 until the file exists.
/// </summary>
internal static class Service
{
    public static async Task RunAsync(string[] moods)
    {
        using var stubborn = moods.Contains("stubborn")
            ? PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true)
            : null;
        using var interrupt = moods.Contains("stubborn")
            ? PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true)
            : null;
        using var slow = moods.FirstOrDefault(m => m.StartsWith("slow-end=", StringComparison.Ordinal)) is { } end
            ? PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => EndSlowly(context, end["slow-end=".Length..]))
            : null;
        if (moods.Contains("with-child"))
            Process.Start("sleep", "600");
        var gate = moods.FirstOrDefault(m => m.StartsWith("unhealthy-until=", StringComparison.Ordinal))?["unhealthy-until=".Length..];
        using var listener = new TcpListener(IPAddress.Loopback, int.Parse(Environment.GetEnvironmentVariable("PORT") ?? "0"));
        listener.Start();
        Console.WriteLine($"listening on {listener.LocalEndpoint}");
        while (true)
            _ = AnswerAsync(await listener.AcceptTcpClientAsync(), gate);
    }

    private static void EndSlowly(PosixSignalContext request, string folder)
    {
        request.Cancel = true;
        var asked = DateTime.UtcNow.Ticks;
        Thread.Sleep(250);
        File.AppendAllText(Path.Combine(folder, $"{Environment.ProcessId}"), $"{asked} {DateTime.UtcNow.Ticks}\n");
        Environment.Exit(0);
    }

    private static async Task AnswerAsync(TcpClient client, string? gate)
    {
        using (client)
        {
            var stream = client.GetStream();
            var buffer = new byte[8192];
            if (await stream.ReadAsync(buffer) == 0)
                return;
            var status = gate is null || File.Exists(gate) ? "200 OK" : "503 Service Unavailable";
            var body = $"{Environment.ProcessId}";
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
        }
    }
}
