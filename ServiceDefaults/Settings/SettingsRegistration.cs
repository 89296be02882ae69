using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ServiceDefaults.Contract;

namespace ServiceDefaults.Settings;

/// <summary>One reader per program, and its verdict at start.</summary>
public static class SettingsRegistration
{
    /// <summary>The program's reader of settings.</summary>
    public static SettingsReader Settings(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Properties.TryGetValue(typeof(SettingsReader), out var known)) return (SettingsReader)known;
        var reader = new SettingsReader(builder.Configuration, ConfigCheck.IsAsked ? ConfigCheck.Promise : null);
        builder.Properties[typeof(SettingsReader)] = reader;
        builder.Services.AddSingleton(reader);
        return reader;
    }

    /// <summary>Reads a record of settings and registers it as a singleton; invalid values stop the start, all reported at once.</summary>
    public static T AddSettings<T>(this IHostApplicationBuilder builder, Func<SettingsReader, T> read) where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        var settings = read(builder.Settings());
        builder.Services.AddSingleton(settings);
        return settings;
    }

    /// <summary>Throws with every invalid setting at once. <see cref="Defaults.MapServiceDefaults"/> calls it for web programs.</summary>
    public static void CheckSettings(this IHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        // Does not return: the contract with the environment is all that was asked for.
        if (ConfigCheck.IsAsked) ConfigCheck.Finish(host);
        var problems = host.Services.GetRequiredService<SettingsReader>().Problems;
        if (problems.Count > 0) throw new OptionsValidationException("Settings", typeof(SettingsReader), problems);
    }
}
