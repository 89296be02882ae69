using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Parity.Delivery;

/// <summary>What a run of <c>dotnet</c> said.</summary>
internal sealed record DotnetAnswer(int ExitCode, string Output, string Error)
{
    /// <summary>The errors of MSBuild, each once, without the machine's paths; the last lines where it names none.</summary>
    public IReadOnlyList<string> Errors
    {
        get
        {
            string[] lines = [.. $"{Output}\n{Error}".Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
            string[] errors = [.. lines.Select(line => DotnetCommand.ErrorLine().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value).Distinct()];
            return errors.Length > 0 ? errors : [.. lines.TakeLast(3)];
        }
    }
}

/// <summary>Runs the .NET SDK as a person would.</summary>
internal static partial class DotnetCommand
{
    public static async Task<DotnetAnswer> RunAsync(string folder, IReadOnlyDictionary<string, string> variables, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync(cancellation);
            var output = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return new(process.ExitCode, output, await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>A value of an MSBuild property on a command line, where ; , and % mean something.</summary>
    public static string Property(string name, string value) =>
        $"-p:{name}={value.Replace("%", "%25", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal)}";

    // /src/Orders/Program.cs(3,1): error CS0246: The type or namespace name … [/src/Orders/Orders.csproj]
    [GeneratedRegex(@"^(?:.*?: )?error (?:[A-Z]+\d+)?\s*:\s*(.*?)(?: \[[^\]]*\])?$")]
    public static partial Regex ErrorLine();
}
