using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServiceDefaults.Settings;

namespace ServiceDefaults.Contract;

/// <summary>
/// Check mode: with <c>PARITY_CHECK_CONFIG=FILE</c> a program builds its host as always, reads and validates every setting, writes what it
/// found to the file as JSON and ends before anything listens, connects or works.
/// </summary>
public static class ConfigCheck
{
    /// <summary>The environment variable that asks for it; its value is the file to write.</summary>
    public const string Variable = "PARITY_CHECK_CONFIG";

    /// <summary>Stands for the value of a secret that the environment promises; what is checked is that it will be there.</summary>
    public const string Promise = "(promised)";

    internal static bool IsAsked => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable));

    internal static void Finish(IHost host)
    {
        var problems = new List<string>();
        Try(() => host.Services.GetService<ILoggerFactory>(), problems);
        // Options classes with ValidateOnStart, which the start itself would refuse.
        Try(() => host.Services.GetService<IStartupValidator>()?.Validate(), problems);
        var reader = host.Services.GetRequiredService<SettingsReader>();
        var read = host.Services.GetService<KeyRecord>()?.Keys ?? [];
        var report = new ConfigReport(
            [.. reader.Verdicts.Select(verdict => new ReportedSetting(verdict.Setting.Key, verdict.State.ToString().ToLowerInvariant(), verdict.Setting.Default, verdict.Setting.Rule, verdict.Setting.IsSecret, verdict.Problem))],
            problems,
            [.. Variables().Where(variable => !FrameworkKeys.Has(variable) && !read.Contains(Key(variable)) && !reader.Settings.Any(setting => Same(setting.Key, Key(variable)))).Order(StringComparer.Ordinal)]);
        var file = Environment.GetEnvironmentVariable(Variable)!;
        File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(report, ConfigReportJson.Default.ConfigReport));
        Environment.Exit(0);
    }

    private static void Try(Action check, List<string> problems)
    {
        try
        {
            check();
        }
        catch (OptionsValidationException invalid)
        {
            problems.AddRange(invalid.Failures);
        }
        catch (AggregateException several) when (several.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            problems.AddRange(several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(invalid => invalid.Failures));
        }
        catch (InvalidOperationException unreadable)
        {
            problems.Add(unreadable.Message);
        }
    }

    // What may be meant for the program: its variables and its secrets, by the names that the environment gives them.
    private static IEnumerable<string> Variables() =>
        Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(variable => variable != Variable).Concat(SecretFiles.Names());

    private static string Key(string variable) => variable.Replace("__", ":", StringComparison.Ordinal);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
