using System.Text.Json;
using Aspire.Hosting;

namespace CommandLine.ConfigContract;

/// <summary>Real programs of the repository are asked what they make of a manifest.</summary>
public sealed class CheckConfigVerbTests
{
    [Fact]
    public async Task What_is_missing_invalid_unknown_or_promised_is_said_for_each_environment()
    {
        using var checkout = new Checkout();

        var said = await checkout.RunAsync(
            builder =>
            {
                builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop");
                var payments = builder.AddProject("payments", Repository.Service("PaymentSandbox")).WithHttpEndpoint().WithSecret("ConnectionStrings__shop", "postgres", "shop");
                builder.AddProject("orders", Repository.Service("Orders")).WithHttpEndpoint().WithReference(payments)
                    .WithSetting("Http__MaxBodyBytes", [("dev", "4096"), ("production", "much")], "test")
                    .WithSetting("Orders__HoldFro", "5m")
                    .WithSetting("services__payment__http__0", "http://payment:8080")
                    .WithSetting("DOTNET_gcServr", "1")
                    .WithSetting("DOTNET_gcServer", "1")
                    .WithSetting("Logging__LogLevel__Default", "Warning")
                    .WithSetting("Logging__Level__Default", "Warning");
                builder.AddContainer("search", "search");
            },
            "check-config", "--json");

        Assert.True(said.ExitCode == 1, said.Error);
        using var json = JsonDocument.Parse(said.Output);
        Assert.Equal(["promised ConnectionStrings__shop"], Findings(json, "payments", "dev"));
        Assert.Equal(
            ["missing ConnectionStrings__shop", "unknown DOTNET_gcServr", "unknown Logging__Level__Default", "unknown Orders__HoldFro", "unknown services__payment__http__0"],
            Findings(json, "orders", "dev"));
        Assert.Contains("invalid Http__MaxBodyBytes", Findings(json, "orders", "production"));
        Assert.Contains("Http:MaxBodyBytes = 'much' is not a whole number from", said.Output, StringComparison.Ordinal);
        Assert.Equal("notOurs", Contract(json, "search", "dev").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_secret_as_a_variable_is_promised_like_one_as_a_file()
    {
        using var checkout = new Checkout();

        var said = await checkout.RunAsync(
            builder =>
            {
                builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop");
                builder.AddProject("payments", Repository.Service("PaymentSandbox")).WithHttpEndpoint().WithSecret("ConnectionStrings__shop", "postgres", "shop", Parity.Model.SecretForm.Variable);
            },
            "check-config");

        Assert.True(said.ExitCode == 0, said.Output + said.Error);
        Assert.Contains("payments: dev holds", said.Output, StringComparison.Ordinal);
        Assert.Contains("payments (dev, production): promised ConnectionStrings__shop", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_named_workloads_are_checked_and_an_unknown_one_is_none()
    {
        using var checkout = new Checkout();
        void Declare(IDistributedApplicationBuilder builder)
        {
            builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop");
            builder.AddContainer("search", "search");
            builder.AddContainer("mail", "mail");
        }

        var said = await checkout.RunAsync(Declare, "check-config", "--workloads", "search");
        var wrong = await checkout.RunAsync(Declare, "check-config", "--workloads", "serach");

        Assert.Equal((0, 2), (said.ExitCode, wrong.ExitCode));
        Assert.Equal(["search: dev not checked: image not built here, production not checked: image not built here"], said.Output.Split((char)10).Where(line => line.Contains(": dev ", StringComparison.Ordinal)));
        Assert.Contains("there is no workload 'serach'. Use some of mail, search.", wrong.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Findings(JsonDocument json, string workload, string environment) =>
        Contract(json, workload, environment).GetProperty("findings").EnumerateArray().Select(finding => $"{finding.GetProperty("kind").GetString()} {finding.GetProperty("key").GetString()}").Order(StringComparer.Ordinal);

    private static JsonElement Contract(JsonDocument json, string workload, string environment) => json.RootElement.GetProperty("contracts").EnumerateArray()
        .Single(contract => contract.GetProperty("workload").GetString() == workload && contract.GetProperty("environment").GetString() == environment);
}
