using ServiceDefaults.Overload;

namespace Services.Defaults.Overload;

internal static class Limits
{
    public static OverloadSettings Default { get; } = new(Enabled: true, InitialLimit: 64, LeastLimit: 1, MostLimit: 1_000, QueueLength: 128, QueueTimeout: TimeSpan.FromMilliseconds(500), CalmLatency: TimeSpan.Zero);

    /// <summary>A limit that does not move, as settings.</summary>
    public static (string Key, string Value)[] Fixed(int limit, int queue, string timeout = "60s") =>
    [
        ("Overload:LeastLimit", $"{limit}"), ("Overload:InitialLimit", $"{limit}"), ("Overload:MostLimit", $"{limit}"),
        ("Overload:QueueLength", $"{queue}"), ("Overload:QueueTimeout", timeout),
    ];
}
