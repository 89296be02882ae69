using System.Text.RegularExpressions;

namespace Parity.Model;

internal static partial class SettingRules
{
    public static IEnumerable<Diagnostic> Check(Topology topology) =>
        from workload in topology.Workloads
        from breach in Breaches(workload)
        select Diagnostic.Error(breach.Code, WorkloadRules.Subject(workload), breach.Message, breach.Remedy);

    private static IEnumerable<(string Code, string Message, string Remedy)> Breaches(Workload workload)
    {
        foreach (var key in workload.Settings.Select(setting => setting.Key).Concat(workload.Secrets.Select(secret => secret.Key)).Where(key => !Names.IsVariable(key)))
            yield return ("SETTING-001", $"'{key}' is not a name of an environment variable.", "Use letters, digits and '_': WithSetting(\"Orders__HoldFor\", …).");
        // Configuration has no case, so Orders__HoldFor and ORDERS__HOLDFOR are one key.
        foreach (var twins in workload.Settings.Select(setting => setting.Key).Concat(workload.Secrets.Select(secret => secret.Key)).GroupBy(key => key, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            yield return ("SETTING-002", $"the setting '{twins.Key}' stands {twins.Count()} times.", "Keep one WithSetting or WithSecret for it.");
        foreach (var setting in workload.Settings.Where(setting => LooksSecret(setting)))
            yield return ("SECRET-001", $"the setting '{setting.Key}' holds a secret as a value.", $"Use WithSecret(\"{setting.Key}\", …), which refers to a Secret object.");
        foreach (var secret in workload.Secrets.Where(secret => secret.Name.All.Any(name => !Names.IsSubdomain(name)) || !Names.IsEntry(secret.Entry)))
            yield return ("SECRET-002", $"the secret '{secret.Key}' refers to a Secret object or an entry that cannot exist.", $"Use WithSecret(\"{secret.Key}\", secret: \"shop-db\", entry: \"connection-string\").");
    }

    private static bool LooksSecret(Setting setting) =>
        (SecretKey().IsMatch(setting.Key) && setting.Value.All.Any(value => value.Length > 0)) || setting.Value.All.Any(value => SecretValue().IsMatch(value));

    [GeneratedRegex("(password|passwd|pwd|secret|api_?key|access_?key|private_?key|token|credentials?)$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretKey();

    // Password=… in a connection string, user:password@ in a URL, a PEM block, keys of clouds.
    [GeneratedRegex(@"(password|pwd|accountkey|sharedaccesskey)\s*=\s*[^;\s]|://[^/\s:@]+:[^/\s:@]+@|-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b", RegexOptions.IgnoreCase)]
    private static partial Regex SecretValue();
}
