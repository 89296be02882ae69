using System.Text.Json;
using Aspire.Hosting;
using Parity.Model;

namespace CommandLine.Matrix;

public sealed class ParityVerbTests
{
    [Fact]
    public async Task Declared_differences_are_a_matrix_with_reasons_and_hold()
    {
        using var checkout = new Checkout();

        var said = await checkout.RunAsync(builder => Declare(checkout, builder, "dev is one small machine"), "parity");

        Assert.True(said.ExitCode == 0, said.Error);
        Assert.Contains("notice declared: orders: replicas: dev=1 production=3: dev is one small machine", said.Output, StringComparison.Ordinal);
        Assert.Contains("notice declared: search: autoscaling: dev=1 to 2 replicas production=2 to 8 replicas: nobody searches there", said.Output, StringComparison.Ordinal);
        Assert.Contains("notice inherent: environment: host: dev=shop.dev.example.com production=shop.example.com", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_difference_without_a_reason_and_a_stale_one_are_in_the_matrix_and_fail()
    {
        using var checkout = new Checkout();

        var said = await checkout.RunAsync(
            builder =>
            {
                Declare(checkout, builder, "");
                builder.AddContainer("mail", "mail").WithSetting("Sender", [("dev", "a@example.com"), ("production", "a@example.com")], "once there were two");
            },
            "parity");

        Assert.Equal(1, said.ExitCode);
        Assert.Contains("error unreasoned: orders: replicas: dev=1 production=3: ", said.Output, StringComparison.Ordinal);
        Assert.Contains("error stale: mail: setting Sender: dev=a@example.com production=a@example.com: ", said.Output, StringComparison.Ordinal);
        Assert.Contains("Not at parity: 2 of ", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_and_the_page_say_the_same()
    {
        using var checkout = new Checkout();
        var page = Path.Combine(checkout.Root, "parity.html");

        var said = await checkout.RunAsync(builder => Declare(checkout, builder, ""), "parity", "--json", "--html", page);

        Assert.Equal(1, said.ExitCode);
        using var json = JsonDocument.Parse(said.Output);
        Assert.False(json.RootElement.GetProperty("holds").GetBoolean());
        var replicas = json.RootElement.GetProperty("differences").EnumerateArray().Single(difference => difference.GetProperty("leaf").GetString() == "replicas");
        Assert.Equal(("orders", "unreasoned", "error"), (replicas.GetProperty("subject").GetString(), replicas.GetProperty("kind").GetString(), replicas.GetProperty("severity").GetString()));
        Assert.Contains("data-subject=\"orders\" data-severity=\"error\"", await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dev,stagging", "there is no environment 'stagging'")]
    [InlineData("dev", "one environment cannot differ from itself")]
    public async Task An_unknown_environment_and_a_single_one_cannot_be_compared(string names, string cause)
    {
        using var checkout = new Checkout();

        var said = await checkout.RunAsync(builder => Declare(checkout, builder, "small"), "parity", "--environments", names);

        Assert.Equal(2, said.ExitCode);
        Assert.Contains(cause, said.Error, StringComparison.Ordinal);
        Assert.Equal("", said.Output);
    }

    [Fact]
    public async Task Only_the_named_environments_are_compared()
    {
        using var checkout = new Checkout();

        var said = await checkout.RunAsync(
            builder =>
            {
                builder.AddEnvironments([Checkout.Dev, Checkout.Production with { Name = "staging", Namespace = "shop-staging", Host = "staging.example.com" }, Checkout.Production with { Order = 3 }], "shop");
                builder.AddProject("orders", checkout.Project).WithHttpEndpoint().WithReplicas([("dev", 1), ("staging", 2), ("production", 2)], "dev is small");
            },
            "parity", "--environments", "staging,production");

        Assert.True(said.ExitCode == 0, said.Error);
        Assert.Equal(["host", "namespace"], said.Output.Split('\n').Where(line => line.StartsWith("notice", StringComparison.Ordinal)).Select(line => line.Split(": ")[2]).Order());
    }

    private static void Declare(Checkout checkout, IDistributedApplicationBuilder builder, string reason)
    {
        builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop");
        builder.AddProject("orders", checkout.Project).WithHttpEndpoint().WithReplicas([("dev", 1), ("production", 3)], reason);
        builder.AddContainer("search", "search").WithAutoscaling(Autoscaling.UpTo(8).Measuring(new AutoscalingMetric.Cpu(70)).In("dev", 1, 2, "nobody searches there"));
    }
}
