using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Facts;

/// <summary>
/// What a container's process finds in its environment: envFrom in order, then env, later over earlier, $(NAME) of
/// earlier entries replaced (kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables).
/// </summary>
internal sealed class EnvironmentVariables(Inventory inventory, Diagnostics diagnostics)
{
    /// <summary>A Service of the own namespace is the same by its short name and by its long one, whatever the namespace is called in an environment.</summary>
    public IReadOnlyList<string> Readings(Variable variable) => variable.Origin is Origin.Literal or Origin.ConfigMap ? [inventory.Plain(variable.Effective), .. Content.Readings(variable.Name, inventory.Plain(variable.Effective))] : [];

    /// <summary>See <see cref="Inventory.Plain"/>.</summary>
    public string Plain(string text) => inventory.Plain(text);

    public IReadOnlyDictionary<string, Variable> Of(Node container, KubeObject owner)
    {
        var variables = new Dictionary<string, Variable>(StringComparer.Ordinal);
        foreach (var source in container.Items("envFrom"))
            foreach (var variable in FromAll(source, owner)) variables[variable.Name] = variable;
        foreach (var entry in container.Items("env"))
        {
            if (entry.Text("name") is not { } name) continue;
            if (FromEntry(name, entry, variables, owner) is { } variable) variables[name] = variable;
        }
        return variables;
    }

    private IEnumerable<Variable> FromAll(Node source, KubeObject owner)
    {
        var prefix = source.Text("prefix") ?? "";
        if (source.Text("configMapRef", "name") is { } map)
        {
            if (inventory.ConfigMaps.TryGetValue(map, out var found))
            {
                foreach (var (key, value) in found.Root.Entries("data"))
                    if (value is Scalar scalar && IsName(prefix + key)) yield return Variable.FromConfigMap(prefix + key, scalar.Value, map, key);
            }
            else if (inventory.ConfigMaps.Count == 0) yield return new($"{prefix}* of configmap {map}", $"configmap {map}", Origin.Unresolved, map, "*", "");
            else Missing(source, owner, $"the ConfigMap {map}", source.At("configMapRef", "optional"));
        }
        if (source.Text("secretRef", "name") is { } secret)
        {
            if (inventory.Secrets.TryGetValue(secret, out var found))
                foreach (var key in SecretKeys.Of(found)) yield return Variable.FromSecret(prefix + key, secret, key);
            else yield return new($"{prefix}* of secret {secret}", $"secret {secret}", Origin.Unresolved, secret, "*", "");
        }
    }

    // Keys that cannot be names of variables are passed over (an event says so at the pod).
    private static bool IsName(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-');

    private Variable? FromEntry(string name, Node entry, Dictionary<string, Variable> earlier, KubeObject owner)
    {
        var from = entry.At("valueFrom");
        if (from is null or Scalar)
        {
            var written = entry.Text("value") ?? "";
            return Variable.Literal(name, Expansion.Of(written, reference => earlier.GetValueOrDefault(reference)?.Effective), written);
        }
        if (from.Text("configMapKeyRef", "key") is { } key)
        {
            var map = from.Text("configMapKeyRef", "name") ?? "";
            if (inventory.ConfigMaps.TryGetValue(map, out var found))
            {
                if (found.Root.At("data", key) is Scalar value) return Variable.FromConfigMap(name, value.Value, map, key);
                Missing(entry, owner, $"the key {key} of the ConfigMap {map}", from.At("configMapKeyRef", "optional"));
                return null;
            }
            if (inventory.ConfigMaps.Count == 0) return new(name, $"configmap {map}/{key}", Origin.Unresolved, map, key, "");
            Missing(entry, owner, $"the ConfigMap {map}", from.At("configMapKeyRef", "optional"));
            return null;
        }
        if (from.Text("secretKeyRef", "key") is { } secretKey) return Variable.FromSecret(name, from.Text("secretKeyRef", "name") ?? "", secretKey);
        if (from.Text("fieldRef", "fieldPath") is { } field) return Variable.FromField(name, $"field {field}");
        if (from.Text("resourceFieldRef", "resource") is { } resource)
        {
            var divisor = Meaning.Quantity.Canonical(from.Text("resourceFieldRef", "divisor") ?? "1");
            return Variable.FromField(name, divisor is "0" or "1" ? $"resource {resource}" : $"resource {resource} / {divisor}");
        }
        return Variable.FromField(name, Leaves.Canonical(from));
    }

    private void Missing(Node at, KubeObject owner, string what, Node? optional)
    {
        if (optional is Scalar { Value: "true" }) return;
        diagnostics.Note("ADOPT-020", owner.File, at.Line, $"{owner} in {inventory.Environment} reads {what}, which is not there.", "New pods will not start until it is; add it or remove the reference.");
    }
}
