using System.Text.Json;
using Aspire.Hosting.Dcp;
using Subset.Build;

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

    // The AppHost's own runtime reads them before any of its code runs, so they stand in its launch profile too.
    [Fact]
    public void The_AppHosts_launch_profile_says_the_same()
    {
        var file = File.ReadAllText(Path.Combine(ProjectTree.Repository(), "AppHost/Properties/launchSettings.json"));
        var profile = JsonDocument.Parse(file).RootElement.GetProperty("profiles").GetProperty("http").GetProperty("environmentVariables");
        var environment = new Dictionary<string, string?>();

        QuickStart.AddTo(environment);

        Assert.NotEmpty(environment);
        Assert.All(environment, setting => Assert.Equal(setting.Value, profile.GetProperty(setting.Key).GetString()));
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
