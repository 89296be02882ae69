using System.Text.Json.Serialization;

namespace ServiceDefaults.Contract;

/// <summary>The contract of a program with one environment, as check mode writes it.</summary>
/// <param name="Settings">Every key that the program asks for.</param>
/// <param name="Problems">What options classes that are validated at start refuse.</param>
/// <param name="Unknown">Variables and secrets that nothing in the program reads.</param>
internal sealed record ConfigReport(IReadOnlyList<ReportedSetting> Settings, IReadOnlyList<string> Problems, IReadOnlyList<string> Unknown);

/// <summary>One key: <c>given</c>, <c>default</c>, <c>promised</c>, <c>missing</c> or <c>invalid</c>; the value itself is not repeated.</summary>
internal sealed record ReportedSetting(string Key, string State, string? Default, string Rule, bool IsSecret, string? Problem);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ConfigReport))]
internal sealed partial class ConfigReportJson : JsonSerializerContext;
