using ServiceDefaults.Settings;

namespace PaymentSandbox;

/// <summary><c>Payments:Latency</c> per charge or void; <c>Payments:FailureRate</c>, the share of them answered with 503, half of these after the money moved.</summary>
internal sealed record SandboxSettings(TimeSpan Latency, double FailureRate)
{
    public static SandboxSettings Read(SettingsReader settings) => new(
        settings.Duration("Payments:Latency", TimeSpan.FromMilliseconds(80), TimeSpan.Zero, TimeSpan.FromMinutes(1)),
        settings.Share("Payments:FailureRate", 0));
}
