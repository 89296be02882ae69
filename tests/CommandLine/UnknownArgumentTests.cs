namespace CommandLine;

/// <summary>What a person misspelt is named, with what was perhaps meant, and nothing is started.</summary>
public sealed class UnknownArgumentTests
{
    public static TheoryData<string> Verbs =>
        ["generate", "model", "check-routes", "images", "diff", "deploy", "promote", "rollback", "status", "history", "drift", "verify", "simulate", "loadtest", "parity", "check-config", "adopt"];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_verb_names_an_option_that_it_does_not_know_and_not_what_stands_behind_it(string verb)
    {
        using var checkout = new Checkout();

        var said = await checkout.RunAsync(_ => { }, verb, "--wrong", "x");

        Assert.Equal(2, said.ExitCode);
        Assert.StartsWith($"'--wrong' is not known to '{verb}'. '{verb} --help' lists its options", said.Error, StringComparison.Ordinal);
        Assert.DoesNotMatch("'x'", said.Error);
    }

    [Theory]
    [InlineData("adopt --jsn folder", "'--jsn' is not known to 'adopt'. Did you mean '--json'?")]
    [InlineData("adopt folder --scafold=x.cs", "'--scafold=x.cs' is not known to 'adopt'. Did you mean '--scaffold'?")]
    [InlineData("adpt folder", "'adpt' is not known here. Did you mean 'adopt'?")]
    [InlineData("--no-dashbord", "'--no-dashbord' is not known here. Did you mean '--no-dashboard'?")]
    [InlineData("--publishr manifest", "'--publishr' is not known here. Did you mean '--publisher'?")]
    [InlineData("adopt folder further", "'further' is not known to 'adopt'. 'adopt --help'")]
    public async Task Nearest_name_is_suggested(string line, string expected)
    {
        using var checkout = new Checkout();

        var said = await checkout.RunAsync(_ => { }, line.Split(' '));

        Assert.Equal((2, true), (said.ExitCode, said.Error.StartsWith(expected, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Configuration_is_passed_on()
    {
        using var checkout = new Checkout();

        var said = await checkout.RunAsync(_ => { }, "adopt", "nowhere", "--Parameters:password=x", "Logging:LogLevel:Default=Debug");

        Assert.Contains("there is no folder", said.Error, StringComparison.Ordinal);
    }
}
