using Aspire.Hosting.Dcp;

namespace Subset.Dcp;

/// <summary>The runtime's settings for a quick start reach the programs, and stand behind what the environment says.</summary>
public sealed class QuickStartTests
{
    private const string Delay = "DOTNET_TC_CallCountingDelayMs";

    [Theory]
    [InlineData(Delay)]
    [InlineData("COMPlus_TC_CallCountingDelayMs")]
    public void What_the_environment_says_goes_before(string said)
    {
        var environment = new Dictionary<string, string?> { [said] = "0" };

        QuickStart.AddTo(environment);

        Assert.Equal("0", environment[said]);
        Assert.Single(environment, variable => variable.Key.EndsWith("TC_CallCountingDelayMs", StringComparison.Ordinal));
        Assert.Equal("0", environment["DOTNET_TieredPGO"]);
    }

    [Fact]
    public async Task A_program_gets_them()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Reads the environment of a process in /proc; run it on Linux.");
        await using var app = await RunningApp.StartAsync(builder => builder.AddService("web"));
        var running = await app.UntilAsync("web", snapshot => snapshot.State?.Text == "Running");
        var process = app.PidOf(running.ResourceId);

        var variables = (await File.ReadAllTextAsync($"/proc/{process}/environ", TestContext.Current.CancellationToken)).Split('\0');

        Assert.Contains(variables, variable => variable.StartsWith($"{Delay}=", StringComparison.Ordinal));
    }
}
