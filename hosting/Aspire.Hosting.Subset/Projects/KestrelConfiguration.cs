using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting;

/// <summary>The section Kestrel of a project's own settings; endpoints named there win over launch profiles.</summary>
internal sealed record KestrelConfiguration(IReadOnlyList<KestrelEndpoint> Endpoints, string? DefaultProtocols)
{
    public static KestrelConfiguration Read(IProjectMetadata metadata, ProjectResourceOptions options)
    {
        var configuration = metadata.Configuration ?? Load(metadata);
        return new(
            options.ExcludeKestrelEndpoints
                ? []
                : [.. configuration.GetSection("Kestrel:Endpoints").GetChildren()
                    .Where(section => section["Url"] is not null)
                    .Select(section => new KestrelEndpoint(section.Key, BindingAddress.Parse(section["Url"]!), section["Protocols"]))],
            configuration["Kestrel:EndpointDefaults:Protocols"]);
    }

    private static IConfiguration Load(IProjectMetadata metadata)
    {
        var folder = Path.GetDirectoryName(metadata.ProjectPath)!;
        var environment = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT");
        var builder = new ConfigurationBuilder();
        foreach (var name in (string[])["appsettings", $"{Path.GetFileName(folder)}.settings"])
        {
            builder.AddJsonFile(Path.Combine(folder, $"{name}.json"), optional: true);
            builder.AddJsonFile(Path.Combine(folder, $"{name}.{environment}.json"), optional: true);
        }

        return builder.Build();
    }
}

internal sealed record KestrelEndpoint(string Name, BindingAddress Address, string? Protocols);
