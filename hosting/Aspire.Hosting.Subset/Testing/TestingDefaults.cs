using System.Reflection;
using System.Text.Json;

namespace Aspire.Hosting.Testing;

/// <summary>What a test changes in an AppHost before it is told anything else: no dashboard, no fixed ports, its own launch profile.</summary>
internal static class TestingDefaults
{
    private static readonly JsonSerializerOptions Lenient = new() { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static void Apply(
        DistributedApplicationOptions options,
        HostApplicationBuilderSettings settings,
        string[] args,
        Assembly appHost,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    {
        // An entry point usually hands its arguments on to the builder; one that does not gets them here.
        settings.Args = settings.Args is { } existing && existing.AsSpan().IndexOf(args) >= 0 ? existing : [.. settings.Args ?? [], .. args];
        options.Args = settings.Args;
        settings.ApplicationName = appHost.GetName().Name;
        options.AssemblyName = settings.ApplicationName;
        options.DisableDashboard = true;
        options.EnableResourceLogging = true;
        var directory = Directory(appHost);
        if (directory is not null) settings.ContentRootPath = directory;
        SetDefaults(settings, [new("DcpPublisher:RandomizePorts", "true"), new("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true")]);

        configure(options, settings);
        SetDefaults(settings, LaunchVariables(settings, directory));
    }

    // Below the command line and the environment, which the host's builder adds on top.
    private static void SetDefaults(HostApplicationBuilderSettings settings, IEnumerable<KeyValuePair<string, string?>> values)
    {
        settings.Configuration ??= new();
        var given = Given(settings);
        settings.Configuration.AddInMemoryCollection(values.Where(value => given[value.Key] is null)
            .DistinctBy(value => value.Key, StringComparer.OrdinalIgnoreCase).ToList());
    }

    private static ConfigurationManager Given(HostApplicationBuilderSettings settings)
    {
        var given = new ConfigurationManager();
        given.AddConfiguration(settings.Configuration ??= new());
        given.AddCommandLine(settings.Args ?? []);
        return given;
    }

    private static IEnumerable<KeyValuePair<string, string?>> LaunchVariables(HostApplicationBuilderSettings settings, string? directory)
    {
        var file = directory is null ? null : Path.Combine(directory, "Properties", "launchSettings.json");
        if (!File.Exists(file)) yield break;

        var profiles = JsonSerializer.Deserialize<LaunchSettings>(File.ReadAllText(file), Lenient)?.Profiles ?? [];
        var name = Given(settings)["DOTNET_LAUNCH_PROFILE"] ?? profiles.Keys.FirstOrDefault();
        if (name is null) yield break;
        if (!profiles.TryGetValue(name, out var profile))
            throw new InvalidOperationException($"{file} has no profile '{name}'. It has: {string.Join(", ", profiles.Keys)}.");

        yield return new("DOTNET_LAUNCH_PROFILE", name);
        foreach (var (key, value) in profile.EnvironmentVariables)
        {
            yield return new(key, value);
            // The host reads DOTNET_ENVIRONMENT as "environment".
            foreach (var prefix in new[] { "DOTNET_", "ASPNETCORE_" })
                if (key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) yield return new(key[prefix.Length..], value);
        }
    }

    private static string? Directory(Assembly appHost) =>
        appHost.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(fact => string.Equals(fact.Key, "apphostprojectpath", StringComparison.OrdinalIgnoreCase))?.Value is { } path
        && System.IO.Directory.Exists(path) ? path : null;
}
