using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Facts;

/// <summary>ConfigMaps key by key, Secrets by the presence of their keys, service accounts.</summary>
internal static class ConfigFacts
{
    public static void Write(EnvironmentFacts environment, Inventory inventory, Alignment alignment)
    {
        foreach (var map in inventory.ConfigMaps.Values)
        {
            var unit = new FactWriter(environment.Of($"configmap/{map.Name}"), map, "").AddUnit("configmap", "configmap-missing", Value.Of(map.Name));
            foreach (var (key, value) in map.Root.Entries("data").Concat(map.Root.Entries("binaryData")))
                if (value is Scalar text) unit.Add($"data {key}", "configmap-key", Value.Of(text.Value), null, value, [inventory.Plain(text.Value), .. Content.Readings(key, inventory.Plain(text.Value))]);
        }
        foreach (var secret in inventory.Secrets.Values)
        {
            var unit = new FactWriter(environment.Of($"secret/{secret.Name}"), secret, "").AddUnit("secret", "secret-missing", Value.Of(secret.Name));
            foreach (var key in SecretKeys.Of(secret)) unit.Add($"data {key}", "secret-key", Value.Of("present"));
            unit.Add("type", "secret-key", Value.Of(secret.Root.Text("type") ?? "Opaque"), Value.Of("Opaque"), secret.Root.At("type"));
        }
        if (inventory.Secrets.Count == 0) environment.CannotSay("secret/*", "");
        if (inventory.ConfigMaps.Count == 0) environment.CannotSay("configmap/*", "");
        WriteAccounts(environment, inventory, alignment);
    }

    private static void WriteAccounts(EnvironmentFacts environment, Inventory inventory, Alignment alignment)
    {
        var any = false;
        foreach (var account in inventory.Of("ServiceAccount"))
        {
            any = true;
            var subject = alignment.SubjectOf("ServiceAccount", account.Name);
            var path = $"serviceaccount {account.Name}";
            var unit = new FactWriter(environment.Of(subject), account, alignment.IsWorkload(subject) ? "workload" : "").AddUnit(path, "service-account", Value.Of(account.Name));
            WorkloadFacts.WriteMetadata(unit, account.Root, "annotations", $"{path} annotation");
            unit.AddLeaves(account.Root.At("imagePullSecrets"), $"{path} imagePullSecrets", "service-account", Defaults.Pod);
            unit.Add($"{path} automountServiceAccountToken", "service-account", Value.Of(account.Root.Text("automountServiceAccountToken") is not "false"), Value.Of(true));
        }
        // A dump of some kinds only says nothing about the others.
        if (!any) environment.CannotSay("*", "serviceaccount");
    }
}
