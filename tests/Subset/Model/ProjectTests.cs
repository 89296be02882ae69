using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Subset.Model;

public class ProjectTests
{
    [Fact]
    public async Task The_first_profile_that_starts_the_project_gives_endpoints_variables_and_arguments()
    {
        var catalog = Models.Run("--environment=Production").AddProject<CatalogProject>("catalog").WithEnvironment("FROM_APPHOST", "x").WithArgs("--more").Allocated("http", 5031);
        Assert.Equal(new Dictionary<string, string>
        {
            ["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory",
            ["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "true",
            ["LOGGING__CONSOLE__FORMATTERNAME"] = "simple",
            ["ASPNETCORE_URLS"] = "http://localhost:{{- portForServing \"catalog\" -}}",
            ["DOTNET_LAUNCH_PROFILE"] = "http",
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["FROM_PROFILE"] = "http",
            ["FROM_APPHOST"] = "x",
        }, await catalog.EnvironmentOfAsync());
        Assert.Equal(["--seed", "two words", "--more"], await catalog.ArgumentsOfAsync());
        Assert.Equal([("http", 5031, "http")], catalog.Resource.Annotations.OfType<EndpointAnnotation>().Select(e => (e.Name, e.Port ?? 0, e.UriScheme)));
    }

    [Fact]
    public void A_project_is_described_once()
    {
        Assert.Contains("'bare' does not contain project metadata", Assert.Throws<InvalidOperationException>(() => new ProjectResource("bare").GetProjectMetadata()).Message, StringComparison.Ordinal);
        var twice = Models.Run().AddProject<WorkerProject>("twice").WithAnnotation(new CatalogProject());
        Assert.Contains("'twice' has more than one", Assert.Throws<InvalidOperationException>(twice.Resource.GetProjectMetadata).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "ASPNETCORE_URLS", "http://localhost:{{- portForServing \"worker\" -}}")]
    [InlineData("publish", "HTTP_PORTS", "{worker.bindings.http.targetPort}")]
    public async Task AspNetCore_listens_on_http_endpoints_without_a_variable_of_their_own(string operation, string variable, string value)
    {
        var worker = Models.Run("--operation", operation).AddProject<WorkerProject>("worker").WithHttpEndpoint()
            .WithEndpoint(port: 6000, scheme: "tcp", name: "raw").WithHttpEndpoint(port: 6001, name: "admin", env: "ADMIN_PORT")
            .Allocated("http", 5000).Allocated("raw", 6000).Allocated("admin", 6001);
        var variables = await worker.EnvironmentOfAsync();
        Assert.Equal(value, variables[variable]);
        Assert.Contains("ADMIN_PORT", variables);
    }

    [Fact]
    public async Task A_profile_can_be_named_and_https_tells_where_to_redirect()
    {
        var catalog = Models.Run().AddProject<CatalogProject>("catalog", "https").Allocated("https", 7031).Allocated("http", 5031);
        var environment = await catalog.EnvironmentOfAsync();
        Assert.Equal("https", environment["FROM_PROFILE"]);
        Assert.Equal("7031", environment["ASPNETCORE_HTTPS_PORT"]);
        Assert.Equal("https://localhost:{{- portForServing \"catalog\" -}};http://localhost:{{- portForServing \"catalog\" -}}", environment["ASPNETCORE_URLS"]);
    }

    [Fact]
    public void No_profile_means_no_endpoints()
    {
        var builder = Models.Run();
        Assert.Empty(builder.AddProject<CatalogProject>("a", launchProfileName: null).Resource.GetEndpoints());
        Assert.Empty(builder.AddProject<CatalogProject>("b", options => options.ExcludeLaunchProfile = true).Resource.GetEndpoints());
    }

    [Fact]
    public async Task The_profile_of_the_AppHost_is_preferred_where_the_project_has_one_of_that_name()
    {
        var builder = Models.Run("--AppHost:DefaultLaunchProfileName=https");
        Assert.Equal("https", (await builder.AddProject<CatalogProject>("a").Allocated("https", 1).Allocated("http", 2).EnvironmentOfAsync())["DOTNET_LAUNCH_PROFILE"]);
        Assert.Equal("http", (await builder.AddProject<CatalogProject>("b", "http").Allocated("http", 2).EnvironmentOfAsync())["DOTNET_LAUNCH_PROFILE"]);
    }

    [Fact]
    public void A_profile_that_does_not_exist_is_named_with_those_that_do() =>
        Assert.Equal(
            "Launch settings file of 'catalog' does not contain the profile 'prod'. It has: IIS Express, http, https.",
            Assert.Throws<DistributedApplicationException>(() => Models.Run().AddProject<CatalogProject>("catalog", "prod")).Message);

    [Fact]
    public void A_project_file_that_does_not_exist_is_named() =>
        Assert.Contains("missing.csproj' of resource 'a' was not found", Assert.Throws<DistributedApplicationException>(() => Models.Run().AddProject("a", "../missing.csproj")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Kestrel_endpoints_of_the_project_win_over_its_profile()
    {
        using var folder = new ProjectFolder("""{ "Kestrel": { "Endpoints": { "web": { "Url": "http://*:5002" }, "grpc": { "Url": "https://localhost:5003", "Protocols": "Http2" } } } }""");
        var api = Models.Run().AddProject("api", folder.ProjectPath);
        Assert.Equal([("https", 5003, "http2"), ("http", 5002, "http")], api.Resource.Annotations.OfType<EndpointAnnotation>().OrderByDescending(e => e.Name).Select(e => (e.Name, e.Port ?? 0, e.Transport)));
        var environment = await api.Allocated("http", 1).Allocated("https", 2).EnvironmentOfAsync();
        Assert.Equal("http://*:{{- portForServing \"api\" -}}", environment["Kestrel__Endpoints__http__Url"]);
        Assert.False(environment.ContainsKey("ASPNETCORE_URLS"));
        Assert.Equal([("http", 4000)], Models.Run().AddProject("api", folder.ProjectPath, options => options.ExcludeKestrelEndpoints = true).Resource.GetEndpoints().Select(e => (e.EndpointName, e.EndpointAnnotation.Port ?? 0)));
    }

    [Fact]
    public void Malformed_launch_settings_are_named_with_their_file()
    {
        using var folder = new ProjectFolder("{}", launchSettings: "{ nonsense");
        var failure = Assert.Throws<DistributedApplicationException>(() => Models.Run().AddProject("api", folder.ProjectPath));
        Assert.StartsWith($"Failed to get effective launch profile for project resource 'api'. There is malformed JSON in the project's launch settings file at '{folder.LaunchSettingsPath}':", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoints_can_be_kept_out_of_the_environment()
    {
        var catalog = Models.Run().AddProject<CatalogProject>("catalog", "https").WithEndpointsInEnvironment(endpoint => endpoint.UriScheme == "http").Allocated("http", 1).Allocated("https", 2);
        Assert.Equal("http://localhost:{{- portForServing \"catalog\" -}}", (await catalog.EnvironmentOfAsync())["ASPNETCORE_URLS"]);
    }

    [Fact]
    public void A_folder_stands_for_the_one_project_in_it()
    {
        using var folder = new ProjectFolder("{}");
        Assert.Equal(folder.ProjectPath, Models.Run().AddProject("api", Path.GetDirectoryName(folder.ProjectPath)!).Resource.GetProjectMetadata().ProjectPath);
    }

    [Fact]
    public void Replicas_are_counted_and_set_once()
    {
        var worker = Models.Run().AddProject<WorkerProject>("worker");
        Assert.Equal(1, worker.Resource.GetReplicaCount());
        Assert.Equal(5, worker.WithReplicas(2).WithReplicas(5).Resource.GetReplicaCount());
    }

    [Fact]
    public async Task The_launch_url_is_where_the_links_of_the_profile_lead()
    {
        var catalog = Models.Run().AddProject<CatalogProject>("catalog").Allocated("http", 5031).WithHttpEndpoint(name: "admin").Allocated("admin", 5032);
        var context = new ResourceUrlsCallbackContext(catalog.ApplicationBuilder.ExecutionContext, catalog.Resource, [.. catalog.Resource.GetEndpoints().Select(e => new ResourceUrlAnnotation { Url = e.Url, Endpoint = e })]);
        foreach (var callback in catalog.Resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>())
        {
            await callback.Callback(context);
        }

        Assert.Equal(["http://localhost:5031/swagger", "http://localhost:5032"], context.Urls.Select(url => url.Url));
    }

    [Theory]
    [InlineData("a b", "a|b")]
    [InlineData("  --x=\"1 2\"  'three four' \\\"q\\\" ", "--x=1 2|three four|\"q\"")]
    [InlineData("--empty \"\" end", "--empty||end")]
    public void Arguments_of_a_profile_split_as_in_a_shell(string line, string expected) => Assert.Equal(expected, string.Join("|", LaunchArguments.Split(line)));

    private sealed class ProjectFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("project");

        public ProjectFolder(string settings, string launchSettings = """{ "profiles": { "http": { "commandName": "Project", "applicationUrl": "http://localhost:4000" } } } // trailing""")
        {
            File.WriteAllText(ProjectPath, "<Project />");
            File.WriteAllText(Path.Combine(_folder.FullName, "appsettings.json"), settings);
            Directory.CreateDirectory(Path.GetDirectoryName(LaunchSettingsPath)!);
            File.WriteAllText(LaunchSettingsPath, launchSettings);
        }

        public string ProjectPath => Path.Combine(_folder.FullName, "Api.csproj");

        public string LaunchSettingsPath => Path.Combine(_folder.FullName, "Properties", "launchSettings.json");

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
