using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Parity.Verification;

namespace Parity.CommandLine;

/// <summary>Starts one program in check mode with what its manifest gives it, and nothing else.</summary>
internal static class ProgramCheck
{
    // ServiceDefaults/Contract/ConfigCheck.cs
    private const string Variable = "PARITY_CHECK_CONFIG";
    private const string Promise = "(promised)";

    // What the runtime and the operating system need; everything else comes from the manifest.
    private static readonly string[] Kept = ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "DOTNET_ROOT", "DOTNET_HOST_PATH", "LD_LIBRARY_PATH"];

    // A start takes under a second; a program that has not ended long after it does not know check mode.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<ContractResult> RunAsync(BuiltProgram program, ProgramInput input, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("check-config-");
        try
        {
            var secrets = folder.CreateSubdirectory("secrets");
            foreach (var secret in input.Secrets) await File.WriteAllTextAsync(Path.Combine(secrets.FullName, secret), Promise, cancellation);
            var report = Path.Combine(folder.FullName, "report.json");
            var said = await StartAsync(Start(program, input, secrets.FullName, report), cancellation);
            return File.Exists(report) ? ContractReader.Read(input, await File.ReadAllBytesAsync(report, cancellation)) : Failed(input, $"its program ended without a report. It said: {said}");
        }
        catch (Exception failure) when (failure is Win32Exception or IOException or JsonException)
        {
            return Failed(input, $"its program {program.Assembly} could not be asked: {failure.Message}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ProcessStartInfo Start(BuiltProgram program, ProgramInput input, string secrets, string report)
    {
        var start = new ProcessStartInfo("dotnet", [program.Assembly]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = Path.GetDirectoryName(program.Assembly)! };
        var own = Kept.Where(start.Environment.ContainsKey).ToDictionary(name => name, name => start.Environment[name]);
        start.Environment.Clear();
        foreach (var (name, value) in own) start.Environment[name] = value;
        foreach (var (name, value) in input.Variables) start.Environment[name] = value;
        foreach (var name in input.SecretVariables) start.Environment[name] = Promise;
        // Where the manifest mounts the secrets is not a folder of this machine.
        start.Environment["SecretsDirectory"] = secrets;
        start.Environment[Variable] = report;
        return start;
    }

    private static async Task<string> StartAsync(ProcessStartInfo start, CancellationToken cancellation)
    {
        using var process = Process.Start(start) ?? throw new IOException("no process was started.");
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return LastLine(await errors) ?? LastLine(await output) ?? $"nothing, exit code {process.ExitCode}";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"nothing within {Patience.TotalMinutes} minutes, and was ended";
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    // "Unhandled exception. …" stands first, the stack below it.
    private static string? LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } lines ? Array.Find(lines, line => line.StartsWith("Unhandled", StringComparison.Ordinal)) ?? lines[0] : null;

    private static ContractResult Failed(ProgramInput input, string note) => new() { Workload = input.Workload, Environment = input.Environment, Status = ContractStatus.NotChecked, Note = note };
}
