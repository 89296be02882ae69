using k8s.Models;
using Parity.Model;

namespace Parity.Emission;

/// <summary>
/// Settings as immutable ConfigMaps named by their content, so that a change of a setting rolls the pods and a rollback finds the old
/// values. What is the same everywhere and what differs are two maps: the second one is the difference between environments.
/// </summary>
internal static class SettingsEmitter
{
    public static IEnumerable<Emitted> Emit(Target target, Workload workload) =>
        target.Settings.Of(workload, target.Environment).Select(map => new Emitted($"{workload.Name}/configmap-{map.Part}", new V1ConfigMap
        {
            ApiVersion = "v1",
            Kind = "ConfigMap",
            Metadata = Metadata.Of(target, workload, map.Name),
            Immutable = true,
            Data = new Dictionary<string, string>(map.Values),
        }));

    /// <summary>What the container of a workload takes its environment from.</summary>
    public static List<V1EnvFromSource> Sources(Target target, Workload workload) =>
        [.. target.Settings.Of(workload, target.Environment).Select(map => new V1EnvFromSource { ConfigMapRef = new() { Name = map.Name } })];
}
