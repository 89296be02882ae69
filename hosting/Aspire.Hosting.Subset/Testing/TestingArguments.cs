namespace Aspire.Hosting.Testing;

internal static class TestingArguments
{
    public static string[] Check(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var all = $"[{string.Join(", ", args)}]";
        if (args.Contains(null)) throw new ArgumentNullException(nameof(args), $"Array params contains null item: {all}");
        if (args.Contains("")) throw new ArgumentException($"Array params contains empty item: {all}", nameof(args));
        return args;
    }
}
