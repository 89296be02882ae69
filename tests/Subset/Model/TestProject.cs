using Aspire.Hosting;

namespace Subset.Model;

/// <summary>A project of which only what the model needs exists: its path and its launch settings.</summary>
internal sealed class CatalogProject : IProjectMetadata
{
    public string ProjectPath => Path.Combine(Models.Directory, "services", "Catalog", "Catalog.csproj");

    public LaunchSettings LaunchSettings => new()
    {
        Profiles = new()
        {
            ["IIS Express"] = new() { CommandName = "IISExpress", ApplicationUrl = "http://localhost:9999" },
            ["http"] = new()
            {
                CommandName = "Project",
                ApplicationUrl = "http://localhost:5031",
                CommandLineArgs = "--seed \"two words\"",
                LaunchUrl = "swagger",
                EnvironmentVariables = new() { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["FROM_PROFILE"] = "http" },
            },
            ["https"] = new()
            {
                CommandName = "Project",
                ApplicationUrl = "https://localhost:7031;http://localhost:5031",
                EnvironmentVariables = new() { ["FROM_PROFILE"] = "https" },
            },
        },
    };
}

internal sealed class WorkerProject : IProjectMetadata
{
    public string ProjectPath => Path.Combine(Models.Directory, "services", "Worker", "Worker.csproj");

    public LaunchSettings LaunchSettings => new();
}
