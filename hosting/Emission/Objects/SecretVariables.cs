using k8s.Models;
using Parity.Model;

namespace Parity.Emission;

/// <summary>Secrets as environment variables, for programs that read no files; the manifest holds the reference only.</summary>
internal static class SecretVariables
{
    public static List<V1EnvVar> Of(Target target, Workload workload) =>
        [.. workload.Secrets.Where(secret => secret.Form == SecretForm.Variable).OrderBy(secret => secret.Key, StringComparer.Ordinal).Select(secret => new V1EnvVar
        {
            Name = secret.Key,
            ValueFrom = new() { SecretKeyRef = new() { Name = secret.Name.In(target.Environment.Name), Key = secret.Entry, Optional = false } },
        })];
}
