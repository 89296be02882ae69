namespace Aspire.Hosting.Dashboard;

/// <summary>The dashboard's own configuration, under the names that its program reads.</summary>
internal sealed class DashboardEnvironment(IConfiguration configuration, DashboardSettings settings, ResourceServiceHost service, DistributedApplicationModel model)
{
    public async Task SetAsync(EnvironmentCallbackContext context)
    {
        var variables = context.EnvironmentVariables;

        // What the user sets for the dashboard reaches it; what follows belongs to this run.
        foreach (var (name, value) in configuration.AsEnumerable())
        {
            if (value is not null && name.StartsWith("ASPIRE_DASHBOARD_", StringComparison.OrdinalIgnoreCase)) variables[name] = value;
        }

        SetUrls((IResourceWithEndpoints)context.Resource, variables);
        variables["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = await service.GetUrlAsync(context.CancellationToken);
        variables["ASPNETCORE_ENVIRONMENT"] = configuration["ASPNETCORE_ENVIRONMENT"] ?? "Production";
        variables["ASPIRE_DASHBOARD_API_ENABLED"] = "true";

        SetKey(variables, "DASHBOARD__FRONTEND", "BrowserToken", "BROWSERTOKEN", settings.BrowserToken);
        SetKey(variables, "DASHBOARD__OTLP", "ApiKey", "PRIMARYAPIKEY", settings.OtlpKey);
        SetKey(variables, "DASHBOARD__API", "ApiKey", "PRIMARYAPIKEY", settings.ApiKey);
        SetKey(variables, "DASHBOARD__RESOURCESERVICECLIENT", "ApiKey", "APIKEY", settings.ResourceServiceKey);

        // DashboardLog reads the lines back and passes on what deserves attention.
        variables["LOGGING__CONSOLE__FORMATTERNAME"] = "json";
        if (configuration["ASPIRE_DASHBOARD_TELEMETRY_OPTOUT"] is { Length: > 0 } optOut)
            variables["DASHBOARD__DEBUGSESSION__TELEMETRYOPTOUT"] = optOut;
    }

    private void SetUrls(IResourceWithEndpoints dashboard, Dictionary<string, object> variables)
    {
        var frontends = dashboard.GetEndpoints().Where(endpoint => endpoint.EndpointName is "http" or "https").ToList();
        var urls = new ReferenceExpressionBuilder();
        foreach (var frontend in frontends)
        {
            if (!urls.IsEmpty) urls.AppendLiteral(";");
            urls.Append($"{Listening(frontend)}");
        }

        variables["ASPNETCORE_URLS"] = urls.Build();
        variables["DASHBOARD__FRONTEND__PUBLICURL"] =
            (frontends.Find(frontend => frontend.EndpointName == "https") ?? frontends[0]).Property(EndpointProperty.Url);

        var grpc = dashboard.GetEndpoint(DashboardEndpoints.OtlpGrpc);
        if (grpc.Exists) variables["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = Listening(grpc);
        var http = dashboard.GetEndpoint(DashboardEndpoints.OtlpHttp);
        if (!http.Exists) return;

        variables["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = Listening(http);
        if (Origins() is { Length: > 0 } origins)
        {
            variables["DASHBOARD__OTLP__CORS__ALLOWEDORIGINS"] = origins;
            variables["DASHBOARD__OTLP__CORS__ALLOWEDHEADERS"] = "*";
        }
    }

    /// <summary>Pages that resources serve may send telemetry from the browser.</summary>
    private string Origins() => configuration["ASPIRE_DASHBOARD_CORS_ALLOWED_ORIGINS"] is { Length: > 0 } given ? given : string.Join(',', model.Resources
        .Where(resource => resource.Name != DashboardExecutable.Name)
        .SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>())
        .Where(endpoint => endpoint.UriScheme is "http" or "https" && endpoint.AllAllocatedEndpoints.Any())
        .Select(endpoint => endpoint.AllocatedEndpoint?.UriString)
        .OfType<string>()
        .Distinct());

    private static ReferenceExpression Listening(EndpointReference endpoint) => ReferenceExpression.Create(
        $"{endpoint.Property(EndpointProperty.Scheme)}://{endpoint.EndpointAnnotation.TargetHost}:{endpoint.Property(EndpointProperty.TargetPort)}");

    private static void SetKey(Dictionary<string, object> variables, string section, string mode, string name, string? key)
    {
        variables[$"{section}__AUTHMODE"] = key is null ? "Unsecured" : mode;
        if (key is not null) variables[$"{section}__{name}"] = key;
    }
}
