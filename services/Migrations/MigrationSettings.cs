using Npgsql;
using ServiceDefaults.Settings;

namespace Migrations;

internal sealed record MigrationSettings(string ConnectionString, TimeSpan WaitForDatabase)
{
    public static MigrationSettings Read(SettingsReader settings) => new(
        settings.ConnectionString("shop", "a PostgreSQL connection string such as Host=localhost;Database=shop;Username=shop;Password=…", IsValid),
        settings.Duration("Migrations:WaitForDatabase", TimeSpan.FromSeconds(60), TimeSpan.Zero, TimeSpan.FromHours(1)));

    private static bool IsValid(string text)
    {
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(text);
            return !string.IsNullOrEmpty(connection.Host) && !string.IsNullOrEmpty(connection.Database);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
