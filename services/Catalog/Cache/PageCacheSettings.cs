using ServiceDefaults.Settings;

namespace Catalog.Cache;

/// <summary>How old an answer may be: <c>Cache:ListLifetime</c>, <c>Cache:DetailLifetime</c>; <c>Cache:Timeout</c> bounds a call to Garnet.</summary>
internal sealed record PageCacheSettings(TimeSpan ListLifetime, TimeSpan DetailLifetime, TimeSpan Timeout)
{
    public static PageCacheSettings Read(SettingsReader settings)
    {
        var least = TimeSpan.FromMilliseconds(10);
        var most = TimeSpan.FromMinutes(10);
        return new PageCacheSettings(
            settings.Duration("Cache:ListLifetime", TimeSpan.FromSeconds(2), least, most),
            settings.Duration("Cache:DetailLifetime", TimeSpan.FromMilliseconds(500), least, most),
            settings.Duration("Cache:Timeout", TimeSpan.FromMilliseconds(250), least, TimeSpan.FromSeconds(10)));
    }
}
