using ServiceDefaults.Settings;

namespace Storefront;

/// <summary>
/// How long a visitor waits for a service, all attempts together, before a page says what is wrong: <c>Catalog:Timeout</c>
/// and <c>Orders:Timeout</c>. Their sum stays under <c>Http:RequestTimeout</c>, or the request ends before its page.
/// </summary>
internal sealed record Patience(TimeSpan Catalog, TimeSpan Orders)
{
    public static Patience Read(SettingsReader settings)
    {
        TimeSpan least = TimeSpan.FromMilliseconds(100), most = TimeSpan.FromMinutes(1);
        return new Patience(
            settings.Duration("Catalog:Timeout", TimeSpan.FromSeconds(3), least, most),
            // Longer: giving up on an order that was sent leaves the visitor unsure, though sending it again is harmless.
            settings.Duration("Orders:Timeout", TimeSpan.FromSeconds(6), least, most));
    }
}
