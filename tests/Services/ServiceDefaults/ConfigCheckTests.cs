using System.Text.Json;
using Services.Infrastructure;

namespace Services.Defaults;

public sealed class ConfigCheckTests
{
    [Theory]
    [InlineData("Orders")]
    [InlineData("Catalog")]
    [InlineData("Fulfillment")]
    [InlineData("PaymentSandbox")]
    [InlineData("Migrations")]
    [InlineData("Storefront")]
    public async Task A_program_in_check_mode_reports_every_key_and_ends_without_its_database(string service)
    {
        var report = await Check(service, [("Shutdown:Timeout", "soon"), ("Shutdown:Timeuot", "5s"), ("OTEL_EXPORTER_OTLP_ENDPOINT", "nowhere")]);

        Assert.Equal("invalid", State(report, "OTEL_EXPORTER_OTLP_ENDPOINT"));
        Assert.Contains("Shutdown__Timeuot", report.GetProperty("unknown").EnumerateArray().Select(key => key.GetString()));
        if (service is not "Migrations") Assert.Equal("invalid", State(report, "Shutdown:Timeout"));
        if (service is not "Storefront") Assert.Equal("missing", State(report, "ConnectionStrings:shop"));
    }

    [Fact]
    public async Task A_mounted_secret_is_promised_and_its_value_is_nowhere()
    {
        var secrets = Directory.CreateTempSubdirectory("promised-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(secrets.FullName, "ConnectionStrings__shop"), "(promised)", TestContext.Current.CancellationToken);
            var report = await Check("Orders", [("SecretsDirectory", secrets.FullName), ("Http:MaxBodyBytes", "4096")]);

            Assert.Equal(("promised", "given", "default"), (State(report, "ConnectionStrings:shop"), State(report, "Http:MaxBodyBytes"), State(report, "Http:RequestTimeout")));
        }
        finally
        {
            secrets.Delete(recursive: true);
        }
    }

    private static async Task<JsonElement> Check(string service, (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("check-");
        try
        {
            var file = Path.Combine(folder.FullName, "report.json");
            await using var process = ServiceProcess.Launch(service, [("PARITY_CHECK_CONFIG", file), .. settings]);
            Assert.True(await process.ExitCode(TimeSpan.FromMinutes(3)) == 0, process.Output);
            using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            return json.RootElement.Clone();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string? State(JsonElement report, string key) =>
        report.GetProperty("settings").EnumerateArray().Single(setting => setting.GetProperty("key").GetString() == key).GetProperty("state").GetString();
}
