using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Google.Protobuf.WellKnownTypes;
using Wire = Aspire.Hosting.Dashboard.Wire;

namespace Subset.Dashboard;

public sealed class CommandTests
{
    [Fact]
    public async Task A_command_runs_with_the_arguments_of_the_dashboard()
    {
        string? seen = null;
        await using var service = await RunningResourceService.StartAsync(builder => builder.AddExecutable("worker", "sleep", ".").WithCommand("seed", "Seed", context =>
        {
            seen = $"{context.ResourceName} {context.Arguments.GetInt32("count")}";
            return Task.FromResult(CommandResults.Success("seeded", "{}", CommandResultFormat.Json));
        }, new CommandOptions { Arguments = [new() { Name = "count", InputType = InputType.Number, Required = true }] }));
        await service.Notifications.PublishUpdateAsync(service.Resource("worker"), snapshot => snapshot with { State = "Running" });
        var shown = await service.WaitForAsync("worker", resource => resource.Commands.Any(command => command.Name == "seed"));

        var answer = await service.Client.ExecuteResourceCommandAsync(
            new() { ResourceName = "worker", CommandName = "seed", Arguments = { ["count"] = Value.ForNumber(3) } },
            service.Key, cancellationToken: TestContext.Current.CancellationToken);

        var command = shown.Commands.Single(command => command.Name == "seed");
        Assert.Equal(("Seed", Wire.ResourceCommandState.Enabled), (command.DisplayName, command.State));
        Assert.Equal(("count", Wire.InputType.Number, true), (command.ArgumentInputs[0].Name, command.ArgumentInputs[0].InputType, command.ArgumentInputs[0].Required));
        Assert.Equal("worker 3", seen);
        Assert.Equal((Wire.ResourceCommandResponseKind.Succeeded, "seeded", "{}", Wire.CommandResultFormat.Json),
            (answer.Kind, answer.Message, answer.Result.Value, answer.Result.Format));
    }

    [Theory]
    [InlineData("worker", "refuse", Wire.ResourceCommandResponseKind.Failed)]
    [InlineData("worker", "break", Wire.ResourceCommandResponseKind.Failed)]
    [InlineData("worker", "give-up", Wire.ResourceCommandResponseKind.Cancelled)]
    [InlineData("worker", "unknown", Wire.ResourceCommandResponseKind.Failed)]
    [InlineData("nobody", "refuse", Wire.ResourceCommandResponseKind.Failed)]
    internal async Task A_command_that_does_not_succeed_is_an_answer_and_no_error(string resource, string command, Wire.ResourceCommandResponseKind expected)
    {
        await using var service = await RunningResourceService.StartAsync(builder => builder.AddExecutable("worker", "sleep", ".")
            .WithCommand("refuse", "Refuse", _ => Task.FromResult(CommandResults.Failure("not now")))
            .WithCommand("break", "Break", _ => throw new InvalidOperationException("broken"))
            .WithCommand("give-up", "Give up", _ => Task.FromResult(CommandResults.Canceled())));
        await service.Notifications.PublishUpdateAsync(service.Resource("worker"), snapshot => snapshot with { State = "Running" });
        await service.WaitForAsync("worker", shown => shown.State == "Running");

        var answer = await service.Client.ExecuteResourceCommandAsync(
            new() { ResourceName = resource, CommandName = command }, service.Key, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.Kind);
    }
}
