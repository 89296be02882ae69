using ServiceDefaults.Settings;

namespace ServiceDefaults.Shutdown;

/// <summary>
/// How a replica leaves: unready at once, <c>Shutdown:DrainDelay</c> later it stops accepting, and requests in flight have
/// <c>Shutdown:Timeout</c> to end. The grace period of a pod must exceed the sum.
/// </summary>
public sealed record ShutdownSettings(TimeSpan DrainDelay, TimeSpan Timeout)
{
    internal static ShutdownSettings Read(SettingsReader settings) => new(
        settings.Duration("Shutdown:DrainDelay", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromMinutes(5)),
        settings.Duration("Shutdown:Timeout", TimeSpan.FromSeconds(15), TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10)));
}
