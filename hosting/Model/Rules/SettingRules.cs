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
        foreach (var setting in workload.Settings.Where(setting => setting.Value.All.Any(value => LooksSecret(setting.Key, value))))
            yield return ("SECRET-001", $"the setting '{setting.Key}' holds a secret as a value.", $"Use WithSecret(\"{setting.Key}\", …), which refers to a Secret object.");
        foreach (var word in Commands(workload).Prepend([.. workload.Entrypoint, .. workload.Arguments]).SelectMany(Secrets).Distinct())
            yield return ("SECRET-004", $"the argument '{word}' holds a secret, which everybody could read in the manifest.", "Let the program read it from a file: WithSecret(key, name, entry) and the path /run/secrets/<key>.");
        foreach (var secret in workload.Secrets.Where(secret => secret.Name.All.Any(name => !Names.IsSubdomain(name)) || !Names.IsEntry(secret.Entry)))
            yield return ("SECRET-002", $"the secret '{secret.Key}' refers to a Secret object or an entry that cannot exist.", $"Use WithSecret(\"{secret.Key}\", secret: \"shop-db\", entry: \"connection-string\").");
    }

    // A word that is nothing but a secret is called by the switch before it.
    private static IEnumerable<string> Secrets(Sequence<string> words)
    {
        var masked = Sensitive.Mask(words);
        return Enumerable.Range(0, words.Count).Where(index => masked[index] != words[index]).Select(index => masked[index] == "***" && index > 0 ? $"{words[index - 1]} ***" : masked[index]);
    }

    private static IEnumerable<Sequence<string>> Commands(Workload workload) =>
        workload.Probes.Concat(workload.DifferingProbes.SelectMany(probe => probe.Value.All)).Select(probe => probe.Check).OfType<ProbeCheck.Command>().Select(command => command.Line);

    private static bool LooksSecret(string key, string value) => value.Length > 0 && (SecretKey().IsMatch(key) || Sensitive.Show(key, value) != value);

    // Stricter than what Sensitive hides of others: in a setting of one's own a name that ends so is a secret, whatever its value.
    [GeneratedRegex("(password|passwd|pwd|secret|(api|access|private|secret|signing|encryption)_?key|token|credentials?)$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretKey();
}
