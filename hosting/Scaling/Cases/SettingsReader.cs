using System.Text.Json;

namespace Parity.Scaling.Cases;

internal static class SettingsReader
{
    public static ControllerSettings Read(JsonElement settings)
    {
        var defaults = new ControllerSettings();
        return new()
        {
            SyncPeriod = settings.OptionalProperty("syncPeriod")?.GetInstant() ?? defaults.SyncPeriod,
            Tolerance = settings.OptionalProperty("tolerance") is { ValueKind: JsonValueKind.Number } tolerance ? tolerance.GetDouble() : defaults.Tolerance,
            DownscaleStabilization = settings.OptionalProperty("downscaleStabilization")?.GetInstant() ?? defaults.DownscaleStabilization,
            CpuInitializationPeriod = settings.OptionalProperty("cpuInitializationPeriod")?.GetInstant() ?? defaults.CpuInitializationPeriod,
            InitialReadinessDelay = settings.OptionalProperty("initialReadinessDelay")?.GetInstant() ?? defaults.InitialReadinessDelay,
        };
    }
}
