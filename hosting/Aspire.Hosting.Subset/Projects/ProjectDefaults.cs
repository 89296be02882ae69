namespace Aspire.Hosting;

/// <summary>What every project gets: telemetry, console format, the endpoints and variables of its launch profile or of Kestrel's configuration.</summary>
internal sealed class ProjectDefaults<T>(IResourceBuilder<T> project, ProjectResourceOptions options) where T : ProjectResource
{
    private bool IsRunMode => project.ApplicationBuilder.ExecutionContext.IsRunMode;

    public void Apply()
    {
        project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");
        if (IsRunMode && project.ApplicationBuilder.Environment.IsDevelopment())
        {
            project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "true");
            project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION", "true");
        }

        project.WithOtlpExporter();
        if (IsRunMode)
        {
            project.WithEnvironment("DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION", "true");
            project.WithEnvironment("LOGGING__CONSOLE__FORMATTERNAME", "simple");
        }
        else
        {
            project.WithEnvironment(ForwardHeaders);
        }

        var profile = SelectLaunchProfile();
        var endpoints = new ProjectEndpoints<T>(project, KestrelConfiguration.Read(project.Resource.GetProjectMetadata(), options));
        if (IsRunMode)
        {
            endpoints.AddForRun(profile?.Profile);
            if (profile is not null)
            {
                project.WithEnvironment(context => LaunchVariables(context, profile));
            }
        }
        else
        {
            endpoints.AddForPublish(profile?.Profile);
        }
    }

    private NamedLaunchProfile? SelectLaunchProfile()
    {
        if (options.ExcludeLaunchProfile)
        {
            project.WithAnnotation(new ExcludeLaunchProfileAnnotation());
            return null;
        }

        var configuration = project.ApplicationBuilder.Configuration;
        if (!string.IsNullOrEmpty(options.LaunchProfileName))
        {
            project.WithAnnotation(new LaunchProfileAnnotation(options.LaunchProfileName));
        }
        else if ((configuration["AppHost:DefaultLaunchProfileName"] ?? configuration["DOTNET_LAUNCH_PROFILE"]) is { Length: > 0 } appHostProfile)
        {
            project.WithAnnotation(new DefaultLaunchProfileAnnotation(appHostProfile));
        }

        return LaunchProfiles.Effective(project.Resource);
    }

    /// <summary>A deployed service stands behind an ingress; without this it would believe that its callers are the ingress.</summary>
    private void ForwardHeaders(EnvironmentCallbackContext context)
    {
        if (project.Resource.GetEndpoints().Any() && !project.Resource.HasAnnotationOfType<DisableForwardedHeadersAnnotation>())
        {
            context.EnvironmentVariables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
        }
    }

    /// <summary>What the AppHost itself says wins over the profile.</summary>
    private static void LaunchVariables(EnvironmentCallbackContext context, NamedLaunchProfile profile)
    {
        context.EnvironmentVariables.TryAdd("DOTNET_LAUNCH_PROFILE", profile.Name);
        foreach (var (name, value) in profile.Profile.EnvironmentVariables)
        {
            context.EnvironmentVariables.TryAdd(name, System.Environment.ExpandEnvironmentVariables(value));
        }
    }
}
