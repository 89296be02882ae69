using ServiceDefaults.Settings;

namespace ServiceDefaults.Http;

/// <summary>Incoming requests: <c>Http:MaxBodyBytes</c> and <c>Http:RequestTimeout</c> (an endpoint may set its own).</summary>
public sealed record ServerSettings(int MaxBodyBytes, TimeSpan RequestTimeout)
{
    internal static ServerSettings Read(SettingsReader settings) => new(
        settings.Number("Http:MaxBodyBytes", 64 * 1024, 1024, 64 * 1024 * 1024),
        settings.Duration("Http:RequestTimeout", TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10)));
}
