using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EndToEnd;

/// <summary>The real AppHost as a process of its own, as a person starts it, with free ports and a data folder of its own.</summary>
public sealed partial class LocalSystem : IAsyncDisposable
{
    private const int Interrupt = 2;

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LocalSystem(ProcessStartInfo start)
    {
        Clock = Stopwatch.StartNew();
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"The AppHost exited with code {_process.ExitCode}:\n{Output}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Runs from the start of the process.</summary>
    public Stopwatch Clock { get; }

    public int Id => _process.Id;

    public Uri Shop => Address(ShopLine());

    public Uri Dashboard => Address(DashboardLine());

    public string Output
    {
        get { lock (_output) return _output.ToString(); }
    }

    public static string Root { get; } = FindRoot();

    /// <summary>Starts and waits until everything is ready.</summary>
    public static Task<LocalSystem> StartAsync(string dataFolder, params string[] arguments) => ReadyAsync(Launch(dataFolder, arguments));

    /// <summary>Starts another AppHost's built program and waits until everything is ready.</summary>
    public static Task<LocalSystem> StartProgramAsync(string dataFolder, string program) => ReadyAsync(new(WithLaunchProfile(Describe(dataFolder, [program]))));

    private static async Task<LocalSystem> ReadyAsync(LocalSystem system)
    {
        try
        {
            await system.WhenReady(TimeSpan.FromMinutes(4));
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the built program without waiting.</summary>
    public static LocalSystem Launch(string dataFolder, params string[] arguments) =>
        new(WithLaunchProfile(Describe(dataFolder, [Path.Combine(Root, "artifacts/bin/AppHost/debug/AppHost"), .. arguments])));

    /// <summary>Starts through <c>dotnet run --no-build</c> without waiting.</summary>
    public static LocalSystem Run(string dataFolder) =>
        new(Describe(dataFolder, ["dotnet", "run", "--no-build", "--project", Path.Combine(Root, "AppHost"), "--"]));

    // In a session of its own, so that the signal of Ctrl+C reaches all of its processes, as from a terminal.
    private static ProcessStartInfo Describe(string dataFolder, IEnumerable<string> command) =>
        new("setsid", [.. command, "--DcpPublisher:RandomizePorts=true"])
        {
            WorkingDirectory = Path.Combine(Root, "AppHost"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DataDirectory"] = dataFolder },
        };

    // A program that is started by itself gets from here what `dotnet run` gives it.
    private static ProcessStartInfo WithLaunchProfile(ProcessStartInfo start)
    {
        foreach (var (name, value) in LaunchVariables()) start.Environment[name] = value;
        return start;
    }

    /// <summary>The environment that the launch profile gives.</summary>
    public static IReadOnlyList<(string Name, string Value)> LaunchVariables()
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "AppHost/Properties/launchSettings.json")));
        return [.. settings.RootElement.GetProperty("profiles").GetProperty("http").GetProperty("environmentVariables").EnumerateObject()
            .Select(variable => (variable.Name, variable.Value.GetString()!))];
    }

    public async Task WhenReady(TimeSpan limit)
    {
        try
        {
            await _ready.Task.WaitAsync(limit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Not ready after {limit}:\n{Output}");
        }
    }

    /// <summary>Sends the signal of Ctrl+C and waits for the end.</summary>
    /// <returns>The exit code and how long the end took.</returns>
    public async Task<(int ExitCode, TimeSpan Took)> StopAsync()
    {
        var watch = Stopwatch.StartNew();
        _ = Signal(-_process.Id, Interrupt);
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (_process.ExitCode, watch.Elapsed);
    }

    /// <summary>kill -9 of the AppHost alone.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: false);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            try
            {
                await StopAsync();
            }
            catch (TimeoutException)
            {
                await KillAsync();
            }
        }
        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null) return;
        lock (_output) _output.Append(CultureInfo.InvariantCulture, $"{line}\n");
        if (line.StartsWith("  ingress:", StringComparison.Ordinal)) _ready.TrySetResult();
    }

    private Uri Address(Regex line) => line.Match(Output) is { Success: true } match
        ? new Uri(match.Groups[1].Value)
        : throw new InvalidOperationException($"The AppHost did not print {line}:\n{Output}");

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "System.sln"))) directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException($"No System.sln above {AppContext.BaseDirectory}.");
    }

    [GeneratedRegex(@"ingress:\s+(http://\S+)")]
    private static partial Regex ShopLine();

    [GeneratedRegex(@"(http://\S+/login\?t=\S+)")]
    private static partial Regex DashboardLine();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Signal(int process, int signal);
}
