using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Parity.Authoring;

/// <summary>
/// Parameters that are no secrets. A manifest holds what the model and the committed <c>appsettings.json</c> say of them, and never what
/// this machine was told by its environment, its user secrets or its command line: it has the same bytes on every machine.
/// </summary>
internal static class ParameterReader
{
    private const string Committed = "appsettings.json";

    public static async Task<Resolved> ReadAsync(IDistributedApplicationBuilder builder, ParameterResource parameter, CancellationToken cancellation)
    {
        if (parameter.Default is GenerateParameterDefault) return new Resolved.Unknown($"is the parameter '{parameter.Name}', whose value is another one at each start");
        if (parameter.Default is { } stated) return new Resolved.Plain(stated.GetDefaultValue());
        string[] keys = [$"Parameters:{parameter.Name}", $"Parameters:{parameter.Name.Replace('-', '_')}", .. OwnKey(parameter)];
        var repository = InRepository(builder);
        if (keys.Select(key => repository[key]).FirstOrDefault(value => value is not null) is { } value) return new Resolved.Plain(value);
        if (Array.Find(keys, key => builder.Configuration[key] is not null) is { } own) return new Resolved.Unknown($"is the parameter '{parameter.Name}', whose value is this machine's own configuration ({own})");
        try
        {
            if (await parameter.GetValueAsync(cancellation).ConfigureAwait(false) is { } written) return new Resolved.Plain(written);
        }
        catch (MissingParameterValueException)
        {
            // Said below, with its remedy.
        }

        return new Resolved.Unknown($"is the parameter '{parameter.Name}', which has no value");
    }

    // AddParameterFromConfiguration takes any key, which the dashboard shows as the parameter's source.
    private static IEnumerable<string> OwnKey(ParameterResource parameter) =>
        from shown in parameter.Annotations.OfType<ResourceSnapshotAnnotation>()
        from property in shown.InitialSnapshot.Properties
        where property.Name == CustomResourceKnownProperties.Source
        select property.Value as string into key
        where !string.IsNullOrEmpty(key)
        select key;

    // Read by itself: in the application's configuration everything else of this machine lies above it.
    private static IConfiguration InRepository(IDistributedApplicationBuilder builder) =>
        new ConfigurationBuilder().AddJsonFile(Path.Combine(builder.AppHostDirectory, Committed), optional: true).Build();
}
