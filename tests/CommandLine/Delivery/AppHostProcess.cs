using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace CommandLine.Delivery;

/// <summary>The product's own AppHost as a person or a pipeline starts it, read while it runs.</summary>
internal sealed class AppHostProcess : IDisposable
{
    private const int Sigint = 2;
    private const int Sigterm = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly Process process;
    private readonly StringBuilder said = new();

    private AppHostProcess(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start };
        process.OutputDataReceived += Read;
        process.ErrorDataReceived += Read;
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Everything printed so far, results and progress.</summary>
    public string Said
    {
        get
        {
            lock (said) return said.ToString();
        }
    }

    public static AppHostProcess Start(IReadOnlyDictionary<string, string> variables, params string[] arguments) => Start("dotnet", [Repository.AppHost, .. arguments], variables);

    /// <summary>With a terminal of its own, 100 columns wide.</summary>
    public static AppHostProcess StartOnTerminal(params string[] arguments)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(path => File.Exists(Path.Combine(path, "script"))), "script is missing; it is in Debian's bsdutils.");
        var line = string.Join(' ', ((string[])["dotnet", Repository.AppHost, .. arguments]).Select(argument => $"'{argument}'"));
        return Start("script", ["--quiet", "--return", "--flush", "--command", $"stty cols 100 rows 40; exec {line}", "/dev/null"], new Dictionary<string, string> { ["TERM"] = "xterm-256color" });
    }

    public async Task<int> EndAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    public async Task SaysAsync(string text)
    {
        var started = Stopwatch.StartNew();
        while (!Said.Contains(text, StringComparison.Ordinal))
        {
            Assert.True(!process.HasExited && started.Elapsed < Patience, $"it did not say '{text}':\n{Said}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Ctrl+C; where a shell has started these tests in the background, and so without it, the signal that runners send, which is answered alike.</summary>
    public void Interrupt()
    {
        // SigIgn:	0000000000000002
        var ignored = File.ReadLines($"/proc/{process.Id}/status").Single(line => line.StartsWith("SigIgn:", StringComparison.Ordinal));
        var ignoresInterrupt = (Convert.ToInt64(ignored["SigIgn:".Length..].Trim(), 16) & (1 << (Sigint - 1))) != 0;
        Assert.Equal(0, Kill(process.Id, ignoresInterrupt ? Sigterm : Sigint));
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private static AppHostProcess Start(string program, string[] arguments, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("GITLAB_CI");
        foreach (var (name, value) in variables) start.Environment[name] = value;
        return new(start);
    }

    private void Read(object sender, DataReceivedEventArgs line)
    {
        lock (said) said.Append(line.Data).Append('\n');
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
