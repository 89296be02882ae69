using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace CommandLine;

/// <summary>What a local run takes from an environment that it is asked to be.</summary>
public sealed class LocalEnvironmentTests
{
    [Theory]
    [InlineData(null, "1s", "http://payments")]
    [InlineData("production", "5s", "http://payments")]
    public async Task A_run_as_an_environment_has_its_settings_but_not_its_addresses(string? environment, string lifetime, string address)
    {
        string[] arguments = environment is null ? [] : [Parity.Authoring.LocalEnvironment.Argument(environment)];
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = arguments, DisableDashboard = true });
        builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop");
        var orders = builder.AddContainer("orders", "orders")
            .WithSetting("Cache__Lifetime", [("dev", "1s"), ("production", "5s")], "test")
            .WithSetting("Payments__Address", [("dev", "http://payments"), ("production", "https://payments.example.com")], "test");

        var context = new EnvironmentCallbackContext(builder.ExecutionContext, orders.Resource, [], TestContext.Current.CancellationToken);
        foreach (var callback in orders.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>()) await callback.Callback(context);

        Assert.Equal((lifetime, address), ((string)context.EnvironmentVariables["Cache__Lifetime"], (string)context.EnvironmentVariables["Payments__Address"]));
    }

    [Fact]
    public async Task An_environment_that_is_not_declared_starts_nothing()
    {
        using var checkout = new Checkout();

        var said = await checkout.RunAsync(builder => builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop"), "--as", "stagging");

        Assert.Equal((2, "ENV-009"), (said.ExitCode, said.Codes.Single()));
        Assert.Contains("dev, production", said.Error, StringComparison.Ordinal);
    }
}
