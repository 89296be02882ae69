using ServiceDefaults.Settings;

namespace ServiceDefaults.WarmUp;

/// <summary>
/// <c>WarmUp:Rounds</c>: how often a replica makes each of its warm-up requests to itself before it is ready; 0 turns it off. Thirty calls are what the runtime
/// waits for before it compiles a method anew with optimizations (<c>DOTNET_TC_CallCountThreshold</c>).
/// </summary>
public sealed record WarmUpSettings(int Rounds)
{
    internal static WarmUpSettings Read(SettingsReader settings) => new(settings.Number("WarmUp:Rounds", 30, 0, 10_000));
}
