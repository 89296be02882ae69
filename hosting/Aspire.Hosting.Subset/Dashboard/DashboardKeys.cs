using System.Security.Cryptography;

namespace Aspire.Hosting.Dashboard;

/// <summary>The keys of one run: given by the configuration, else random. They live in memory only.</summary>
internal static class DashboardKeys
{
    public static void Add(IConfigurationManager configuration)
    {
        var keys = new Dictionary<string, string?>();
        if (Flag.Read(Value("DASHBOARD_UNSECURED_ALLOW_ANONYMOUS")) == true)
        {
            keys["AppHost:ResourceService:AuthMode"] = "Unsecured";
        }
        else
        {
            keys["AppHost:OtlpApiKey"] = configuration["AppHost:OtlpApiKey"] ?? Random();
            keys["AppHost:DashboardApiKey"] = configuration["AppHost:DashboardApiKey"] ?? Random();
            keys["AppHost:BrowserToken"] = Value("DASHBOARD_FRONTEND_BROWSERTOKEN") ?? configuration["AppHost:BrowserToken"] ?? Random();
            keys["AppHost:ResourceService:AuthMode"] = "ApiKey";
            keys["AppHost:ResourceService:ApiKey"] = Value("DASHBOARD_RESOURCESERVICE_APIKEY") ?? Random();
        }

        configuration.AddInMemoryCollection(keys);

        string? Value(string name) =>
            configuration[$"ASPIRE_{name}"] is { Length: > 0 } value ? value
            : configuration[$"DOTNET_{name}"] is { Length: > 0 } former ? former
            : null;
    }

    private static string Random() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
