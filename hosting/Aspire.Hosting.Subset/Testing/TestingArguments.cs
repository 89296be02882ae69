namespace Aspire.Hosting.Testing;

internal static class TestingArguments
{
    public static string[] Check(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        foreach (var argument in args) ArgumentException.ThrowIfNullOrEmpty(argument, nameof(args));
        return args;
    }
}
