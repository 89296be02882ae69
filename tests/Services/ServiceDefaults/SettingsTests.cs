using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using ServiceDefaults;
using ServiceDefaults.Postgres;
using ServiceDefaults.Settings;
using Services.Infrastructure;

namespace Services.Defaults;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("1.5s", 1_500)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("00:00:05", 5_000)]
    [InlineData("0", 0)]
    [InlineData(" 5s ", 5_000)]
    public void Reads_durations_as_people_write_them(string text, int milliseconds)
    {
        var reader = Reader(("Wait", text));

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), reader.Duration("Wait", TimeSpan.MaxValue, TimeSpan.Zero, TimeSpan.FromHours(1)));
        Assert.Equal([], reader.Problems);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("-1s")]
    [InlineData("2h")]
    [InlineData("soon")]
    [InlineData("1e9s")]
    public void Refuses_a_duration_without_unit_or_out_of_bounds_and_names_key_value_and_rule(string text)
    {
        var reader = Reader(("Wait", text));

        Assert.Equal(TimeSpan.FromSeconds(1), reader.Duration("Wait", TimeSpan.FromSeconds(1), TimeSpan.Zero, TimeSpan.FromHours(1)));
        Assert.Equal([$"Wait = '{text}' is not a duration from 0 to 1h such as 250ms, 5s or 00:00:05."], reader.Problems);
    }

    [Fact]
    public void Knows_every_setting_that_was_asked_for()
    {
        var reader = Reader();
        reader.Number("Count", 3, 1, 9);
        reader.Share("Rate", 0.5);

        Assert.Equal([new Setting("Count", "3", "a whole number from 1 to 9", false), new Setting("Rate", "0.5", "a share from 0 to 1 such as 0.05", false)], reader.Settings);
    }

    [Fact]
    public void The_start_reports_every_invalid_setting_at_once_and_no_secret()
    {
        var builder = Probe.Builder(("Http:MaxBodyBytes", "lots"), ("Shutdown:DrainDelay", "5"), ("ConnectionStrings:shop", "Hast=db;Password=hunter2"));
        builder.AddPostgres("shop");
        using var app = builder.Build();

        var invalid = Assert.Throws<OptionsValidationException>(() => app.MapServiceDefaults());

        Assert.Equal(
            ["Http:MaxBodyBytes = 'lots'", "Shutdown:DrainDelay = '5'", "ConnectionStrings:shop"],
            invalid.Failures.Select(failure => failure.Split(" is not ")[0]));
        Assert.False(invalid.ToString().Contains("hunter2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Orders")]
    [InlineData("Catalog")]
    [InlineData("Fulfillment")]
    [InlineData("PaymentSandbox")]
    [InlineData("Migrations")]
    public async Task A_service_without_its_database_setting_does_not_start_and_says_so(string service)
    {
        await using var process = ServiceProcess.Launch(service);

        Assert.NotEqual(0, await process.ExitCode(TimeSpan.FromMinutes(1)));
        Assert.Matches("ConnectionStrings:shop is missing; it must be a PostgreSQL connection string", process.Output);
    }

    [Fact]
    public async Task Secrets_come_from_files_and_win()
    {
        var folder = Directory.CreateTempSubdirectory("secrets-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "ConnectionStrings__shop"), "Host=from-file\n", TestContext.Current.CancellationToken);
            var builder = Probe.Builder(("SecretsDirectory", folder.FullName), ("ConnectionStrings:shop", "Host=from-memory"));

            Assert.Equal("Host=from-file", builder.Configuration.GetConnectionString("shop"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static SettingsReader Reader(params (string Key, string Value)[] settings) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build());
}
