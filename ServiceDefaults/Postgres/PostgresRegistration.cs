using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Npgsql;
using ServiceDefaults.Settings;

namespace ServiceDefaults.Postgres;

/// <summary>The shop's database: one pooled, traced data source per process and its readiness.</summary>
public static class PostgresRegistration
{
    private const string Rule = "a PostgreSQL connection string such as Host=localhost;Database=shop;Username=shop;Password=…";

    /// <summary>
    /// Adds <see cref="NpgsqlDataSource"/> for <c>ConnectionStrings:{name}</c> and a readiness check. Timeouts that the
    /// connection string leaves open are short: 3 s to connect, 5 s for a command.
    /// </summary>
    public static void AddPostgres(this IHostApplicationBuilder builder, string name)
    {
        var text = builder.Settings().ConnectionString(name, Rule, IsValid);
        var application = builder.Environment.ApplicationName;
        builder.Services.AddSingleton(_ => Build(text, application));
        builder.Services.AddExceptionHandler<PostgresUnavailableHandler>();
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            "postgres", services => new PostgresCheck(services.GetRequiredService<NpgsqlDataSource>()), HealthStatus.Unhealthy, tags: null, TimeSpan.FromSeconds(2)));
    }

    private static NpgsqlDataSource Build(string text, string applicationName)
    {
        var connection = new NpgsqlConnectionStringBuilder(text);
        if (!connection.ContainsKey("Timeout")) connection.Timeout = 3;
        if (!connection.ContainsKey("Command Timeout")) connection.CommandTimeout = 5;
        // Many replicas share one server: its connections are the scarcer good.
        if (!connection.ContainsKey("Maximum Pool Size")) connection.MaxPoolSize = 16;
        if (!connection.ContainsKey("Cancellation Timeout")) connection.CancellationTimeout = 1_000;
        if (!connection.ContainsKey("Max Auto Prepare")) connection.MaxAutoPrepare = 32;
        if (!connection.ContainsKey("Auto Prepare Min Usages")) connection.AutoPrepareMinUsages = 2;
        if (string.IsNullOrEmpty(connection.ApplicationName)) connection.ApplicationName = applicationName;
        var source = new NpgsqlSlimDataSourceBuilder(connection.ConnectionString);
        source.EnableTransportSecurity().EnableArrays();
        // Polling outside of any request or job would fill the trace store with roots of one span.
        source.ConfigureTracing(tracing => tracing.ConfigureCommandFilter(_ => Activity.Current is not null));
        return source.Build();
    }

    private static bool IsValid(string text)
    {
        try
        {
            return !string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(text).Host);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
