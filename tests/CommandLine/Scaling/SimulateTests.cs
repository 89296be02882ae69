using System.Text.Json;
using Aspire.Hosting;

namespace CommandLine.Scaling;

/// <summary><c>simulate</c> as a person types it.</summary>
public sealed class SimulateTests : IDisposable
{
    private readonly Checkout checkout = new();

    public void Dispose() => checkout.Dispose();

    [Fact]
    public async Task A_step_is_compared_with_the_alternatives_and_the_declaration_to_paste_is_printed()
    {
        var said = await RunAsync("--trace", "step", "--workload", "orders", "--capacity", "50", "--start-up", "5", "--recommend");

        Assert.Equal("", said.Error);
        foreach (var plan in new[] { "CPU 70 %, no behaviour", "declared", "fixed", "scheduled floor" }) Assert.Contains(plan, said.Output, StringComparison.Ordinal);
        Assert.Contains(".WithAutoscaling(Autoscaling.UpTo(", said.Output, StringComparison.Ordinal);
        Assert.Equal(said.Output.Contains("The declaration keeps it.", StringComparison.Ordinal) ? 0 : 1, said.ExitCode);
    }

    [Fact]
    public async Task A_burst_shorter_than_the_start_up_is_said_to_be_out_of_reach_and_how_many_spare_replicas_carry_it()
    {
        var said = await RunAsync("--trace", "burst", "--workload", "orders", "--capacity", "50", "--start-up", "40");

        Assert.Equal(1, said.ExitCode);
        Assert.Matches("No autoscaler can keep the objective .*40 s to start and the longest burst is over after 30 s.* [0-9]+ spare replicas would", said.Output);
    }

    [Fact]
    public async Task Json_holds_every_plan_and_whether_it_meets_the_objective()
    {
        var said = await RunAsync("--trace", "ramp", "--workload", "orders", "--capacity", "50", "--start-up", "5", "--json");

        using var document = JsonDocument.Parse(said.Output);
        Assert.Equal("orders", document.RootElement.GetProperty("workload").GetString());
        Assert.Equal(4, document.RootElement.GetProperty("plans").GetArrayLength());
        Assert.Equal(document.RootElement.GetProperty("holds").GetBoolean() ? 0 : 1, said.ExitCode);
    }

    [Fact]
    public async Task Everything_that_is_missing_or_wrong_is_named_at_once()
    {
        var said = await RunAsync("--trace", "stairs", "--workload", "order", "--capacity", "-1", "--spec", "nothing.json", "--environment", "prod");

        Assert.Equal((2, ""), (said.ExitCode, said.Output));
        foreach (var wrong in new[] { "--workload order: the model has no such resource. With autoscaling: orders.", "--capacity -1", "--spec nothing.json", "--environment prod: the model has no such environment. It has dev, production." })
            Assert.Contains(wrong, said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_holds_no_cases_cannot_be_checked()
    {
        var said = await RunAsync("--cases", checkout.Root);

        Assert.Equal(2, said.ExitCode);
        Assert.Contains(checkout.Root, said.Error, StringComparison.Ordinal);
    }

    private Task<Said> RunAsync(params string[] arguments) => checkout.RunAsync(
        builder => builder.AddEnvironments([Checkout.Dev, Checkout.Production], system: "shop").AddContainer("orders", "orders").WithAutoscaling(maximum: 40), ["simulate", .. arguments]);
}
