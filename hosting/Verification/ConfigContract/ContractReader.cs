using System.Text.Json;

namespace Parity.Verification;

/// <summary>Reads what a program in check mode wrote and holds it against its manifest.</summary>
public static class ContractReader
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <exception cref="JsonException">The text is no report.</exception>
    public static ContractResult Read(ProgramInput input, ReadOnlySpan<byte> json)
    {
        ArgumentNullException.ThrowIfNull(input);
        var report = JsonSerializer.Deserialize<Report>(json, Web) ?? throw new JsonException("The report is empty.");
        // The process also has variables that are not from the manifest, such as PATH.
        var given = input.Variables.Keys.Concat(input.Secrets).Concat(input.SecretVariables).ToHashSet(StringComparer.OrdinalIgnoreCase);
        ContractFinding[] findings =
        [
            .. report.Settings.SelectMany(Of).Distinct(),
            .. report.Problems.Select(problem => new ContractFinding(FindingKind.Invalid, "", problem)),
            .. report.Unknown.Where(key => given.Contains(key) && !IsDiscovery(input, key)).Select(key => new ContractFinding(FindingKind.Unknown, key, "nothing in the program reads it: correct the name, or remove it from the model.")),
        ];
        return new()
        {
            Workload = input.Workload,
            Environment = input.Environment,
            Status = Array.TrueForAll(findings, finding => finding.Kind == FindingKind.Promised) ? ContractStatus.Holds : ContractStatus.Broken,
            Keys = report.Settings.Select(setting => setting.Key).Distinct(StringComparer.OrdinalIgnoreCase).Count(),
            Findings = [.. findings.OrderByDescending(finding => finding.Kind).ThenBy(finding => finding.Key, StringComparer.Ordinal)],
        };
    }

    // services__orders__http__0 is read when the program first calls orders, long after check mode has ended.
    private static bool IsDiscovery(ProgramInput input, string key) =>
        key.Split("__") is ["services", var callee, _, var index] && input.Callees.Contains(callee, StringComparer.OrdinalIgnoreCase) && int.TryParse(index, out _);

    private static IEnumerable<ContractFinding> Of(Setting setting)
    {
        var key = setting.Key.Replace(":", "__", StringComparison.Ordinal);
        if (setting.State == "promised") yield return new(FindingKind.Promised, key, $"a secret, mounted as a file; it must be {setting.Rule}.");
        if (setting.State == "missing") yield return new(FindingKind.Missing, key, $"{setting.Problem} Add WithSecret(\"{key}\", …) or WithSetting(\"{key}\", …).");
        if (setting.State == "invalid") yield return new(FindingKind.Invalid, key, setting.Problem ?? $"it must be {setting.Rule}.");
    }

    // {"settings": [{"key": "Orders:HoldFor", "state": "given", "rule": "…"}], "problems": [], "unknown": ["Orders__HoldFro"]}
    private sealed record Report(IReadOnlyList<Setting> Settings, IReadOnlyList<string> Problems, IReadOnlyList<string> Unknown);

    private sealed record Setting(string Key, string State, string Rule, string? Problem);
}
