namespace Parity.Authoring;

/// <summary>
/// When a replica that ended by itself is started again: at once the first time, then after 10 s, 20 s and so on, at most 5 min; one that ran
/// for 10 min starts anew. https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
/// </summary>
internal sealed class CrashBackoff(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Sound = TimeSpan.FromMinutes(10);
    private readonly Dictionary<string, Crash> crashes = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Notes that the replica has ended, once for each time that it was started.</summary>
    /// <returns>How long it still has to wait, and whether this end is news.</returns>
    public (TimeSpan Wait, bool IsNew) Ended(string id)
    {
        var now = time.GetUtcNow();
        var crash = crashes.GetValueOrDefault(id);
        var isNew = crash is not { IsNoted: true };
        if (isNew)
        {
            var delay = crash is null || now - crash.Started >= Sound ? TimeSpan.Zero : crash.Next;
            var next = delay == TimeSpan.Zero ? First : 2 * delay;
            crashes[id] = crash = new(IsNoted: true, now, now + delay, next < Longest ? next : Longest);
        }

        return (crash!.Due > now ? crash.Due - now : TimeSpan.Zero, isNew);
    }

    /// <summary>It is started again.</summary>
    public void Started(string id)
    {
        if (crashes.TryGetValue(id, out var crash)) crashes[id] = crash with { IsNoted = false, Started = time.GetUtcNow() };
    }

    private sealed record Crash(bool IsNoted, DateTimeOffset Started, DateTimeOffset Due, TimeSpan Next);
}
