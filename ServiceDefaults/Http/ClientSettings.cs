using ServiceDefaults.Settings;

namespace ServiceDefaults.Http;

/// <summary>Outgoing requests: <c>HttpClient:ConnectTimeout</c>, <c>:AttemptTimeout</c>, <c>:TotalTimeout</c>, <c>:ConnectionLifetime</c>.</summary>
public sealed record ClientSettings(TimeSpan ConnectTimeout, TimeSpan AttemptTimeout, TimeSpan TotalTimeout, TimeSpan ConnectionLifetime)
{
    internal static ClientSettings Read(SettingsReader settings)
    {
        var least = TimeSpan.FromMilliseconds(10);
        var most = TimeSpan.FromMinutes(5);
        var attempt = settings.Duration("HttpClient:AttemptTimeout", TimeSpan.FromSeconds(3), least, most);
        return new ClientSettings(
            settings.Duration("HttpClient:ConnectTimeout", TimeSpan.FromSeconds(2), least, most),
            attempt,
            settings.Duration("HttpClient:TotalTimeout", TimeSpan.FromSeconds(Math.Max(8, attempt.TotalSeconds)), attempt, most),
            settings.Duration("HttpClient:ConnectionLifetime", TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)));
    }
}
