using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace ServiceDefaults.Settings;

/// <summary>
/// Reads settings with their rules. What is wrong is collected, not thrown, so that the start reports every invalid
/// setting at once; until then the reader answers with the default.
/// </summary>
/// <param name="configuration">Where values come from.</param>
/// <param name="promise">The text that stands for a secret which is not here yet, while only the contract is checked; null otherwise.</param>
public sealed class SettingsReader(IConfiguration configuration, string? promise = null)
{
    private readonly List<Setting> _settings = [];
    private readonly List<SettingVerdict> _verdicts = [];

    /// <summary>Every setting asked for so far, in order: the service's contract with its environment.</summary>
    public IReadOnlyList<Setting> Settings => _settings;

    /// <summary>One sentence per invalid setting: key, value (never of a secret), rule.</summary>
    public IReadOnlyList<string> Problems => [.. _verdicts.Select(verdict => verdict.Problem).OfType<string>()];

    /// <summary>What each setting asked for so far turned out to be, in order.</summary>
    public IReadOnlyList<SettingVerdict> Verdicts => _verdicts;

    /// <summary>A duration such as <c>250ms</c>, <c>5s</c>, <c>2m</c> or <c>00:00:05</c>; a bare number is refused, because its unit is a guess.</summary>
    public TimeSpan Duration(string key, TimeSpan fallback, TimeSpan least, TimeSpan most) =>
        Value(key, fallback, $"a duration from {SettingsDuration.Text(least)} to {SettingsDuration.Text(most)} such as 250ms, 5s or 00:00:05",
            text => SettingsDuration.TryParse(text, out var value) && value >= least && value <= most ? value : null);

    /// <summary>A whole number within bounds, both included.</summary>
    public int Number(string key, int fallback, int least, int most) =>
        Value(key, fallback, $"a whole number from {least} to {most}",
            text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value : null);

    /// <summary>A share from 0 to 1.</summary>
    public double Share(string key, double fallback) =>
        Value<double>(key, fallback, "a share from 0 to 1 such as 0.05",
            text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1 ? value : null);

    /// <summary>Yes or no.</summary>
    public bool Flag(string key, bool fallback) => Value<bool>(key, fallback, "true or false", text => bool.TryParse(text, out var value) ? value : null);

    /// <summary>A connection string; required, and secret: no message repeats its value.</summary>
    public string ConnectionString(string name, string rule, Func<string, bool> valid)
    {
        var setting = Ask(new Setting($"ConnectionStrings:{name}", null, rule, IsSecret: true));
        var text = configuration[setting.Key];
        if (string.IsNullOrWhiteSpace(text)) Judge(setting, SettingState.Missing, "", $"{setting.Key} is missing; it must be {rule}.");
        else if (text == promise) Judge(setting, SettingState.Promised, "", null);
        else if (!valid(text)) Judge(setting, SettingState.Invalid, "", $"{setting.Key} is not {rule} (the value is a secret and not shown).");
        else return Judge(setting, SettingState.Given, text, null);
        return "";
    }

    /// <summary>Text that may be absent.</summary>
    public string? Optional(string key, string rule, Func<string, bool> valid)
    {
        var setting = Ask(new Setting(key, null, rule, IsSecret: false));
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text)) return Judge<string?>(setting, SettingState.Default, null, null);
        if (text == promise) return Judge<string?>(setting, SettingState.Promised, null, null);
        return valid(text) ? Judge(setting, SettingState.Given, text, null) : Judge<string?>(setting, SettingState.Invalid, null, Invalid(key, text, rule));
    }

    private T Value<T>(string key, T fallback, string rule, Func<string, T?> parse) where T : struct
    {
        var text = configuration[key];
        var setting = Ask(new Setting(key, Text(fallback), rule, IsSecret: false));
        if (string.IsNullOrWhiteSpace(text)) return Judge(setting, SettingState.Default, fallback, null);
        if (text == promise) return Judge(setting, SettingState.Promised, fallback, null);
        return parse(text.Trim()) is { } value ? Judge(setting, SettingState.Given, value, null) : Judge(setting, SettingState.Invalid, fallback, Invalid(key, text, rule));
    }

    private Setting Ask(Setting setting)
    {
        _settings.Add(setting);
        return setting;
    }

    private T Judge<T>(Setting setting, SettingState state, T value, string? problem)
    {
        _verdicts.Add(new SettingVerdict(setting, state, problem));
        return value;
    }

    private static string Text<T>(T fallback) where T : struct =>
        fallback is TimeSpan duration ? SettingsDuration.Text(duration) : Convert.ToString(fallback, CultureInfo.InvariantCulture)!;

    private static string Invalid(string key, string value, string rule) => $"{key} = '{value}' is not {rule}.";
}
