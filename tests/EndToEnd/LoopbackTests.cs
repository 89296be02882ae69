using System.Globalization;

namespace EndToEnd;

public sealed class LoopbackTests(RunningSystem running) : IClassFixture<RunningSystem>
{
    [Fact]
    public void Everything_listens_on_loopback_only()
    {
        var processes = ProcessList.WithEnvironment(running.DataFolder).Select(process => process.Id).Append(running.System.Id).ToList();

        var open = processes.SelectMany(id => ListeningSockets.Of(id).Where(address => !address.IsLoopback).Select(address => $"{id} {ProcessList.Name(id)}: {address.Text}")).ToList();

        Assert.True(processes.Count > 8, string.Create(CultureInfo.InvariantCulture, $"Only {processes.Count} processes were found."));
        Assert.Equal([], open);
    }

    [Fact]
    public void No_password_stands_in_a_process_argument()
    {
        var secrets = running.Secrets;

        var told = ProcessList.WithEnvironment(running.DataFolder).Where(process => secrets.Any(secret => process.Command.Contains(secret, StringComparison.Ordinal)));

        Assert.NotEmpty(secrets);
        Assert.Equal([], told);
    }

    [Fact]
    public void No_password_stands_in_the_console_output() =>
        Assert.Equal([], running.Secrets.Where(secret => running.System.Output.Contains(secret, StringComparison.Ordinal)));
}
