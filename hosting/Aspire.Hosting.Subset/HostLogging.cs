namespace Aspire.Hosting;

internal static class HostLogging
{
    public static void Configure(HostApplicationBuilder host)
    {
        var logging = host.Logging;
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error);
        logging.AddFilter("Grpc.AspNetCore.Server.ServerCallHandler", LogLevel.Error);
        logging.AddFilter("Aspire.Hosting.Dashboard", LogLevel.Warning);
        logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // A check that fails while a resource starts is no news; the resource's health says it.
        logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks.DefaultHealthCheckService", LogLevel.None);
        logging.AddConfiguration(host.Configuration.GetSection("Logging"));
        // Of the Aspire CLI; it counts for the AppHost only and wins over "Logging", which the processes would inherit.
        if (Enum.TryParse<LogLevel>(host.Configuration["ASPIRE_LOGLEVEL"], ignoreCase: true, out var own))
        {
            logging.SetMinimumLevel(own);
            host.Services.Configure<LoggerFilterOptions>(options => options.Rules.Add(new LoggerFilterRule(providerName: null, categoryName: null, own, filter: null)));
        }
        else if (Enum.TryParse<LogLevel>(host.Configuration["ASPIRE_LOG_LEVEL"] ?? host.Configuration["LOG_LEVEL"], ignoreCase: true, out var level))
        {
            logging.SetMinimumLevel(level);
        }
    }
}
