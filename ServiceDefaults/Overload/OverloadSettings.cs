using ServiceDefaults.Settings;

namespace ServiceDefaults.Overload;

/// <summary>
/// Protection from more load than a replica can serve. <c>Overload:Enabled</c> turns all of it off, for comparison: limit, queue, deadlines
/// and retry budget. <c>Overload:InitialLimit</c>, <c>:LeastLimit</c> and <c>:MostLimit</c> bound how many requests are served at once;
/// <c>Overload:QueueLength</c> and <c>Overload:QueueTimeout</c> how many of each priority wait, and how long, while a burst passes. Latency up
/// to <c>Overload:CalmLatency</c> never counts as overload: for work that is done in groups, which needs many at once to be fast.
/// </summary>
public sealed record OverloadSettings(bool Enabled, int InitialLimit, int LeastLimit, int MostLimit, int QueueLength, TimeSpan QueueTimeout, TimeSpan CalmLatency)
{
    internal static OverloadSettings Read(SettingsReader settings)
    {
        var enabled = settings.Flag("Overload:Enabled", true);
        var least = settings.Number("Overload:LeastLimit", 16, 1, 10_000);
        var most = settings.Number("Overload:MostLimit", Math.Max(1_000, least), least, 100_000);
        return new OverloadSettings(
            enabled,
            settings.Number("Overload:InitialLimit", Math.Clamp(64, least, most), least, most),
            least,
            most,
            settings.Number("Overload:QueueLength", 256, 0, 100_000),
            settings.Duration("Overload:QueueTimeout", TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1)),
            settings.Duration("Overload:CalmLatency", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromMinutes(1)));
    }
}
