namespace Aspire.Hosting.Dashboard;

/// <summary>
/// What the AppHost's configuration says about the dashboard, under the names of Aspire. One default differs: transport is plain
/// HTTP on loopback unless ASPIRE_ALLOW_UNSECURED_TRANSPORT is false, so that a first run needs no developer certificate.
/// </summary>
internal sealed record DashboardSettings
{
    public required IReadOnlyList<Uri> FrontendUrls { get; init; }

    public required Uri? OtlpGrpcUrl { get; init; }

    public required Uri? OtlpHttpUrl { get; init; }

    public required Uri? ResourceServiceUrl { get; init; }

    /// <summary>Null when whoever reaches the dashboard may use it.</summary>
    public required string? BrowserToken { get; init; }

    public required string? OtlpKey { get; init; }

    public required string? ApiKey { get; init; }

    public required string? ResourceServiceKey { get; init; }

    public required bool AllowUnsecuredTransport { get; init; }

    /// <summary>Configured ports are not taken, so that another run can have them.</summary>
    public required bool RandomizePorts { get; init; }

    /// <summary>Whether the dashboard is itself one of the resources that it shows.</summary>
    public required bool IsVisible { get; init; }

    /// <summary>Of endpoints whose address the configuration does not give.</summary>
    public string Scheme => AllowUnsecuredTransport ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;

    public string ResourceServiceScheme => ResourceServiceUrl?.Scheme ?? Scheme;

    public static DashboardSettings Read(IConfiguration configuration, DistributedApplicationOptions options)
    {
        var allowed = options.AllowUnsecuredTransport || Flag.Read(configuration["ASPIRE_ALLOW_UNSECURED_TRANSPORT"]) != false;
        Uri? Single(string name) => Urls(name) is [var first, ..] ? first : null;
        IReadOnlyList<Uri> Urls(string name) => [.. (Value(name) ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(url => DashboardUrl.Parse(name, url, allowed))];
        string? Value(string name) =>
            configuration[name] is { Length: > 0 } value ? value : configuration[name.Replace("ASPIRE_", "DOTNET_", StringComparison.Ordinal)];

        return new()
        {
            FrontendUrls = Urls("ASPNETCORE_URLS"),
            OtlpGrpcUrl = Single("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"),
            OtlpHttpUrl = Single("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"),
            ResourceServiceUrl = Single("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"),
            BrowserToken = configuration["AppHost:BrowserToken"],
            OtlpKey = configuration["AppHost:OtlpApiKey"],
            ApiKey = configuration["AppHost:DashboardApiKey"],
            ResourceServiceKey = configuration["AppHost:ResourceService:ApiKey"],
            AllowUnsecuredTransport = allowed,
            RandomizePorts = configuration.GetValue<bool>(Testing.RandomPorts.Setting),
            IsVisible = Flag.Read(Value("ASPIRE_SHOW_DASHBOARD_RESOURCES")) == true,
        };
    }
}
