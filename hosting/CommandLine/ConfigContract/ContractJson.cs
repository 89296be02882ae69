using System.Text.Encodings.Web;
using System.Text.Json;
using Parity.Verification;

namespace Parity.CommandLine;

/// <summary>The contracts for other programs.</summary>
internal static class ContractJson
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(string[] environments, IReadOnlyList<ContractResult> results) => JsonSerializer.Serialize(
        new
        {
            environments,
            holds = results.All(result => result.Status is ContractStatus.Holds or ContractStatus.NotOurs),
            contracts = results.OrderBy(result => result.Workload, StringComparer.Ordinal).Select(result => new
            {
                workload = result.Workload,
                environment = result.Environment,
                status = result.Status switch { ContractStatus.Holds => "holds", ContractStatus.Broken => "broken", ContractStatus.NotOurs => "notOurs", _ => "notChecked" },
                keys = result.Keys,
                findings = result.Findings.Select(finding => new { kind = finding.Kind.ToString().ToLowerInvariant(), key = finding.Key, message = finding.Message }).ToArray(),
                note = result.Note,
            }).ToArray(),
        },
        Options);
}
