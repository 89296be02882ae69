namespace Aspire.Hosting.Dcp;

/// <summary>
/// Settings of the .NET runtime for what DCP starts: a dozen programs start at once on a developer's machine, and a third of their
/// processor time went into compiling again what had been compiled. They reach no manifest; what the environment says goes before.
/// The AppHost's own runtime takes them from its launch profile.
/// </summary>
/// <remarks>https://learn.microsoft.com/dotnet/core/runtime-config/compilation; numbers are hexadecimal.</remarks>
internal static class QuickStart
{
    private static readonly (string Name, string Value)[] Settings =
    [
        // Optimizing waits until nothing new has been called for five seconds (0.1 s by default, which is in the middle of a start).
        ("DOTNET_TC_CallCountingDelayMs", "1388"),
        // No measuring code in between: it is compiled once more for what a start calls often.
        ("DOTNET_TieredPGO", "0"),
        // Compiled code is mapped once instead of a second time for writing: a fifth of a service's start.
        ("DOTNET_EnableWriteXorExecute", "0"),
    ];

    /// <summary>Adds what the environment does not say itself, under either prefix of the runtime's settings.</summary>
    public static void AddTo(IDictionary<string, string?> environment)
    {
        foreach (var (name, value) in Settings)
        {
            if (!environment.ContainsKey(name) && !environment.ContainsKey(name.Replace("DOTNET_", "COMPlus_", StringComparison.Ordinal)))
                environment[name] = value;
        }
    }
}
