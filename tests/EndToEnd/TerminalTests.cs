using System.Diagnostics;
using System.Globalization;

namespace EndToEnd;

/// <summary>What verbs print on a real (pseudo) terminal, which may be narrow.</summary>
public sealed class TerminalTests
{
    private static readonly string[] Workloads = ["cache", "catalog", "dashboard", "fulfillment", "migrations", "orders", "payments", "postgres", "storefront"];

    [Theory]
    [InlineData("model", 40)]
    [InlineData("model", 60)]
    [InlineData("model", 120)]
    [InlineData("parity", 60)]
    [InlineData("parity", 80)]
    [InlineData("--help", 60)]
    public async Task A_narrow_terminal_breaks_no_name_and_no_line_runs_past_it(string verb, int columns)
    {
        if (!File.Exists("/usr/bin/script")) Assert.Skip("/usr/bin/script makes the pseudo terminal and is missing. Get it with: apt-get install bsdutils");
        var lines = await PrintAsync(verb, columns);

        // The verdict is a sentence, which the terminal itself wraps.
        Assert.Equal([], lines.Where(line => !line.StartsWith("At parity:", StringComparison.Ordinal) && new StringInfo(line).LengthInTextElements > columns));
        var words = lines.SelectMany(line => line.Split([' ', '│', '<'], StringSplitOptions.RemoveEmptyEntries));
        string[] names = verb switch { "model" => Workloads, "parity" => ["storefront", "fulfillment", "production"], _ => ["check-config", "check-routes"] };
        Assert.Equal([], names.Except(words));
    }

    private static async Task<string[]> PrintAsync(string verb, int columns)
    {
        var program = Path.Combine(LocalSystem.Root, "artifacts/bin/AppHost/debug/AppHost");
        var start = new ProcessStartInfo("/usr/bin/script", ["-qec", $"stty cols {columns}; exec '{program}' {verb}", "/dev/null"])
        {
            WorkingDirectory = Path.Combine(LocalSystem.Root, "AppHost"),
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            Environment = { ["NO_COLOR"] = "1", ["TERM"] = "dumb" },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return [.. output.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())];
    }
}
