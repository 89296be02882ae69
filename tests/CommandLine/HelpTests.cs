namespace CommandLine;

/// <summary>Help can be read where it is printed: no line runs past the terminal, or past 80 columns in a pipe.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Commands => ["", .. UnknownArgumentTests.Verbs.Select(verb => verb.Data)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_is_wrapped(string verb)
    {
        using var checkout = new Checkout();
        var columns = Console.IsOutputRedirected || Console.WindowWidth <= 0 ? 80 : Console.WindowWidth;

        var said = await checkout.RunAsync(_ => { }, [.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(0, said.ExitCode);
        Assert.StartsWith("Description:", said.Output, StringComparison.Ordinal);
        string[] tooLong = [.. said.Output.Split('\n').Where(line => line.TrimEnd().Length > columns)];
        Assert.Equal([], tooLong);
    }
}
