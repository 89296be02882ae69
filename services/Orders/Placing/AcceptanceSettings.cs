using ServiceDefaults.Settings;

namespace Orders.Placing;

/// <summary>
/// How orders become rows: <c>Acceptance:Lanes</c> transactions at once, each with up to <c>Acceptance:BatchSize</c> orders, while up to
/// <c>Acceptance:QueueLength</c> wait for one.
/// </summary>
internal sealed record AcceptanceSettings(int Lanes, int BatchSize, int QueueLength)
{
    public static AcceptanceSettings Read(SettingsReader settings) => new(
        settings.Number("Acceptance:Lanes", 4, 1, 64),
        settings.Number("Acceptance:BatchSize", 200, 1, 5_000),
        settings.Number("Acceptance:QueueLength", 4_000, 1, 1_000_000));
}
