using Aspire.Hosting;
using Parity.Authoring;
using Parity.Model;
using Spectre.Console;

namespace Parity.CommandLine;

/// <summary>What a verb works with: the model, the folder of the repository, and where to print.</summary>
internal sealed class VerbContext(IDistributedApplicationBuilder builder, TextWriter output, TextWriter error)
{
    private Task<Authored>? authored;

    public IDistributedApplicationBuilder Builder { get; } = builder;

    /// <summary>The folder of the repository: the parent of the AppHost's.</summary>
    public string Root { get; } = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(builder.AppHostDirectory))!;

    /// <summary>Results, and nothing else: with <c>--json</c> a program reads it.</summary>
    public TextWriter Output { get; } = output;

    /// <summary>Diagnostics and progress.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>Tables on <see cref="Output"/>; without colours and with unlimited width where that is no terminal.</summary>
    public IAnsiConsole Console { get; } = CreateConsole(output);

    /// <summary>Prints a table: framed on a terminal, or row by row where that is too narrow, plain lines in a log.</summary>
    public void Print(Table table)
    {
        if (!Console.Profile.Out.IsTerminal) Console.Write(table.Border(TableBorder.None));
        else if (NarrowTable.Fits(table, Console)) Console.Write(table.Border(TableBorder.Rounded));
        else NarrowTable.Write(table, Console);
    }

    /// <summary>The Topology that the AppHost states, read once.</summary>
    public Task<Authored> ReadAsync(CancellationToken cancellation) => authored ??= TopologyReader.ReadAsync(Builder, cancellation);

    /// <summary>Prints all diagnostics to <see cref="Error"/>.</summary>
    /// <returns><see cref="ExitCode.NotChecked"/> where one is an error, else <see cref="ExitCode.Holds"/>.</returns>
    public int Report(IEnumerable<Diagnostic> diagnostics)
    {
        var exitCode = ExitCode.Holds;
        foreach (var diagnostic in diagnostics)
        {
            Error.WriteLine(diagnostic);
            if (diagnostic.Severity == Severity.Error) exitCode = ExitCode.NotChecked;
        }

        return exitCode;
    }

    private static IAnsiConsole CreateConsole(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        // A log has no edge: wrapped cells could not be searched.
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = int.MaxValue / 4;
        return console;
    }
}
