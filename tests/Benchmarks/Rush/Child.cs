using System.Diagnostics;
using System.Text;

namespace Benchmarks.Rush;

/// <summary>A program that a benchmark starts, reads and ends.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private Child(string program, IEnumerable<string> arguments, IEnumerable<(string Key, string Value)> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        foreach (var (key, value) in environment) start.Environment[key] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    public string Output
    {
        get { lock (_output) return _output.ToString(); }
    }

    public bool HasExited => _process.HasExited;

    public int Id => _process.Id;

    /// <summary>CPU time of the program and of all below it, in seconds.</summary>
    public double CpuSeconds => ProcessTree.CpuSeconds(_process.Id);

    public static Child Start(string program, IEnumerable<string> arguments, params IEnumerable<(string Key, string Value)> environment) => new(program, arguments, environment);

    /// <summary>Runs a program to its end and returns what it said.</summary>
    public static async Task<string> Run(string program, params IEnumerable<string> arguments)
    {
        await using var child = Start(program, arguments);
        return await child.End(TimeSpan.FromMinutes(5));
    }

    /// <summary>Waits for the end; a code other than 0 is a fault of the benchmark.</summary>
    public async Task<string> End(TimeSpan limit)
    {
        await _process.WaitForExitAsync().WaitAsync(limit);
        return _process.ExitCode == 0 ? Output : throw new InvalidOperationException($"{_process.StartInfo.FileName} ended with {_process.ExitCode}:\n{Output}");
    }

    /// <summary>SIGTERM, or another signal.</summary>
    public void Signal(string signal = "TERM")
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public Task WaitForExit() => _process.WaitForExitAsync();

    public async Task WaitUntil(Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (_process.HasExited) throw new InvalidOperationException($"{_process.StartInfo.FileName} ended with {_process.ExitCode}:\n{Output}");
            if (watch.Elapsed > TimeSpan.FromMinutes(1)) throw new TimeoutException($"{_process.StartInfo.FileName} was not ready after a minute:\n{Output}");
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void OnExit(object? sender, EventArgs exit)
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_output) _output.AppendLine(line);
    }
}
