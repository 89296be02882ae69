namespace Aspire.Hosting.Dashboard;

/// <summary>The dashboard as a resource: hidden, without lifecycle commands, its endpoints behind the orchestrator's proxies.</summary>
internal static class DashboardExecutable
{
    public const string Name = "aspire-dashboard";

    public static ExecutableResource Create(string program)
    {
        var path = Path.GetFullPath(program);
        // The one program of the Aspire bundle is several; a dashboard of its own package runs on the shared runtime.
        var isBundle = Path.GetFileNameWithoutExtension(path) == "aspire-managed";
        var isAssembly = Path.GetExtension(path) == ".dll";
        var resource = new ExecutableResource(Name, isAssembly ? "dotnet" : path, Path.GetDirectoryName(path)!);
        resource.Annotations.Add(new CommandLineArgsCallbackAnnotation(arguments =>
        {
            if (isBundle) arguments.Add("dashboard");
            else if (isAssembly) arguments.Add(path);
        }));
        return resource;
    }

    public static void Configure(IResource resource, DashboardSettings settings)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>().ToList()) resource.Annotations.Remove(endpoint);
        foreach (var endpoint in DashboardEndpoints.Of(settings)) resource.Annotations.Add(endpoint);

        foreach (var command in new[] { KnownResourceCommands.StartCommand, KnownResourceCommands.StopCommand, KnownResourceCommands.RestartCommand })
            resource.Annotations.Add(Hidden(command));
        resource.Annotations.Add(new ResourceIconAnnotation("ContentView"));
        if (!settings.IsVisible) resource.Annotations.Add(new HiddenAnnotation(HiddenBehavior.Always));
        resource.Annotations.Add(new ResourceSnapshotAnnotation(new()
        {
            ResourceType = KnownResourceTypes.Executable,
            Properties = [],
            IsHidden = !settings.IsVisible,
        }));
        resource.Annotations.Add(new ResourceUrlsCallbackAnnotation(context =>
        {
            foreach (var url in context.Urls.Where(url => url.Endpoint is not null))
            {
                var isFrontend = url.Endpoint!.EndpointName is "http" or "https";
                url.DisplayText = isFrontend ? $"Dashboard ({url.Endpoint.EndpointName})" : url.Endpoint.EndpointName;
                if (isFrontend) url.Url = DashboardLogin.Url(url.Url, settings.BrowserToken);
            }
        }));
    }

    // In the place of the lifecycle commands that every executable gets: nobody should end the dashboard from its own page.
    private static ResourceCommandAnnotation Hidden(string name) => new(
        name, name, _ => ResourceCommandState.Hidden, _ => Task.FromResult(CommandResults.Failure("The dashboard runs as long as its AppHost.")),
        null, arguments: null, null, null, null, isHighlighted: false, ResourceCommandVisibility.None);
}
