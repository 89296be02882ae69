using System.CommandLine;
using System.CommandLine.Help;

namespace Parity.CommandLine;

/// <summary>The help of the program and of its verbs, wrapped where the terminal ends.</summary>
internal static class Help
{
    private const int WithoutTerminal = 80;

    // The library wraps on a terminal only: a pipe into a pager, or a log, would get each description as one line.
    public static void Wrap(RootCommand root)
    {
        foreach (var help in root.Options.OfType<HelpOption>()) help.Action = new HelpAction { MaxWidth = Columns() };
    }

    // A terminal that was never told its size says 0.
    private static int Columns() => Console.IsOutputRedirected || Console.WindowWidth <= 0 ? WithoutTerminal : Console.WindowWidth;
}
