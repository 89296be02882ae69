using Aspire.Hosting;

namespace Parity.Authoring;

/// <summary>The value of a setting on this machine.</summary>
internal static class LocalSetting
{
    /// <summary>
    /// The value of the environment whose settings are used. An address of another environment is not: a local run must never
    /// call staging's or production's services, so it keeps that of the first environment.
    /// </summary>
    public static string? Of(IDistributedApplicationBuilder builder, PerEnvironment<string> setting)
    {
        if (!setting.TryGet(DeclaredEnvironments.Local(builder), out var value)) return null;
        return builder.ExecutionContext.IsRunMode && IsAddress(value) && setting.TryGet(DeclaredEnvironments.First(builder), out var own) ? own : value;
    }

    private static bool IsAddress(string value) => value.Contains("://", StringComparison.Ordinal);
}
