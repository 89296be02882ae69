using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting;

/// <summary>Where a project listens, and how it is told.</summary>
internal sealed class ProjectEndpoints<T>(IResourceBuilder<T> project, KestrelConfiguration kestrel) where T : ProjectResource
{
    private readonly Dictionary<EndpointAnnotation, string> _kestrelHosts = [];
    private EndpointAnnotation? _assumedHttps;

    private bool IsRunMode => project.ApplicationBuilder.ExecutionContext.IsRunMode;

    private IEnumerable<EndpointReference> Injected => project.Resource.GetEndpoints().Where(project.Resource.InjectsEnvironment);

    public void AddForRun(LaunchProfile? profile)
    {
        AddKestrel();
        if (kestrel.Endpoints.Count > 0)
        {
            return;
        }

        project.WithEnvironment(ListenOnUrls);
        if (profile is null)
        {
            return;
        }

        var count = new Dictionary<string, int>();
        foreach (var url in profile.ApplicationUrl?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
        {
            var address = BindingAddress.Parse(url);
            var number = count[address.Scheme] = count.GetValueOrDefault(address.Scheme) + 1;
            project.WithEndpoint(number == 1 ? address.Scheme : $"{address.Scheme}{number}", endpoint =>
            {
                endpoint.Port = address.Port;
                endpoint.TargetHost = HostOf(address);
                endpoint.UriScheme = address.Scheme;
                endpoint.FromLaunchProfile = true;
                SetTransport(endpoint, null);
            });
        }

        if (profile.LaunchUrl is { Length: > 0 } launchUrl)
        {
            project.WithUrls(context => OpenAt(context, launchUrl));
        }
    }

    public void AddForPublish(LaunchProfile? profile)
    {
        AddKestrel();
        if (kestrel.Endpoints.Count == 0)
        {
            project.WithEnvironment(context =>
            {
                ListenOnPorts(context, "HTTP_PORTS", "http");
                ListenOnPorts(context, "HTTPS_PORTS", "https");
            });
            if (profile?.ApplicationUrl is null)
            {
                return;
            }
        }

        // A deployment offers both schemes, TLS ending before the service, whichever of them the service itself speaks.
        var http = ForScheme("http");
        var https = ForScheme("https");
        http.TargetPort = https.TargetPort = http.TargetPort ?? https.TargetPort;
    }

    private EndpointAnnotation ForScheme(string scheme)
    {
        if (Find() is { } existing)
        {
            return existing;
        }

        project.WithEndpoint(scheme, endpoint =>
        {
            endpoint.UriScheme = scheme;
            SetTransport(endpoint, null);
            _assumedHttps = scheme == "https" ? endpoint : _assumedHttps;
        });
        return Find()!;

        EndpointAnnotation? Find() => project.Resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(endpoint => endpoint.UriScheme == scheme || ResourceNames.Equal(endpoint.Name, scheme));
    }

    private void AddKestrel()
    {
        foreach (var scheme in kestrel.Endpoints.GroupBy(endpoint => endpoint.Address.Scheme))
        {
            foreach (var configured in scheme)
            {
                project.WithEndpoint(scheme.Skip(1).Any() ? configured.Name : scheme.Key, endpoint =>
                {
                    endpoint.TargetPort = IsRunMode ? endpoint.TargetPort : configured.Address.Port;
                    endpoint.Port = IsRunMode ? configured.Address.Port : endpoint.SpecifiedPort;
                    endpoint.UriScheme = configured.Address.Scheme;
                    endpoint.TargetHost = HostOf(configured.Address);
                    SetTransport(endpoint, configured.Protocols);
                    _kestrelHosts[endpoint] = endpoint.TargetHost;
                });
            }
        }

        if (_kestrelHosts.Count > 0)
        {
            project.WithEnvironment(OverrideKestrel);
        }
    }

    /// <summary>Kestrel's own configuration names every endpoint, so each is overridden by name.</summary>
    private void OverrideKestrel(EnvironmentCallbackContext context)
    {
        foreach (var endpoint in Injected.Where(endpoint => endpoint.EndpointAnnotation != _assumedHttps))
        {
            var host = IsRunMode && _kestrelHosts.TryGetValue(endpoint.EndpointAnnotation, out var configured) ? configured : "*";
            context.EnvironmentVariables[$"Kestrel__Endpoints__{endpoint.EndpointName}__Url"] =
                ReferenceExpression.Create($"{endpoint.EndpointAnnotation.UriScheme}://{host}:{endpoint.Property(EndpointProperty.TargetPort)}");
        }
    }

    private void ListenOnUrls(EnvironmentCallbackContext context)
    {
        if (context.EnvironmentVariables.ContainsKey("ASPNETCORE_URLS"))
        {
            return;
        }

        var urls = new ReferenceExpressionBuilder();
        foreach (var endpoint in Injected)
        {
            if (endpoint.IsHttps && !context.EnvironmentVariables.ContainsKey("ASPNETCORE_HTTPS_PORT"))
            {
                // HTTPS redirection sends callers here, so it is the port that they see.
                context.EnvironmentVariables["ASPNETCORE_HTTPS_PORT"] = endpoint.Property(EndpointProperty.Port);
            }

            urls.AppendLiteral(urls.IsEmpty ? "" : ";");
            urls.Append($"{endpoint.Property(EndpointProperty.Scheme)}://{endpoint.EndpointAnnotation.TargetHost}:{endpoint.Property(EndpointProperty.TargetPort)}");
        }

        if (!urls.IsEmpty)
        {
            context.EnvironmentVariables["ASPNETCORE_URLS"] = urls.Build();
        }
    }

    private void ListenOnPorts(EnvironmentCallbackContext context, string variable, string scheme)
    {
        var ports = new ReferenceExpressionBuilder();
        foreach (var endpoint in Injected.Where(endpoint => endpoint.Scheme == scheme && endpoint.EndpointAnnotation != _assumedHttps))
        {
            ports.AppendLiteral(ports.IsEmpty ? "" : ";");
            ports.Append($"{endpoint.Property(EndpointProperty.TargetPort)}");
        }

        if (!ports.IsEmpty)
        {
            context.EnvironmentVariables.TryAdd(variable, ports.Build());
        }
    }

    private static void OpenAt(ResourceUrlsCallbackContext context, string launchUrl)
    {
        foreach (var url in context.Urls.Where(url => url.Endpoint is { Exists: true, EndpointAnnotation.FromLaunchProfile: true }))
        {
            url.Url = Uri.TryCreate(launchUrl, UriKind.Absolute, out _) && !launchUrl.StartsWith('/') ? launchUrl : new Uri(new Uri(url.Url), launchUrl).ToString();
        }
    }

    private void SetTransport(EndpointAnnotation endpoint, string? protocols)
    {
        if ((protocols ?? kestrel.DefaultProtocols) == "Http2")
        {
            endpoint.Transport = "http2";
        }
    }

    private static string HostOf(BindingAddress address) => EndpointHostHelpers.IsLocalhost(address.Host) ? "localhost" : address.Host;
}
