using k8s.Models;
using Parity.Model;

namespace Parity.Emission;

/// <summary>Secrets as files in one folder, each called as its configuration key; the Secret objects belong to somebody else.</summary>
internal static class SecretVolumes
{
    public const string Folder = "/run/secrets";

    public static V1Volume? Volume(Target target, Workload workload, string name)
    {
        if (!Files(workload).Any()) return null;
        var sources = Files(workload).GroupBy(secret => secret.Name.In(target.Environment.Name)).OrderBy(group => group.Key, StringComparer.Ordinal);
        return new()
        {
            Name = name,
            Projected = new()
            {
                // Readable by the group that the pod's fsGroup gives the files to.
                DefaultMode = 0x120,
                Sources = [.. sources.Select(group => new V1VolumeProjection
                {
                    Secret = new() { Name = group.Key, Optional = false, Items = [.. group.OrderBy(secret => secret.Key, StringComparer.Ordinal).Select(secret => new V1KeyToPath { Key = secret.Entry, Path = secret.Key })] },
                })],
            },
        };
    }

    public static V1VolumeMount? Mount(Workload workload, string name) =>
        !Files(workload).Any() ? null : new() { Name = name, MountPath = Folder, ReadOnlyProperty = true };

    private static IEnumerable<Secret> Files(Workload workload) => workload.Secrets.Where(secret => secret.Form == SecretForm.File);
}
