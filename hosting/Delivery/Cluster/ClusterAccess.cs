using k8s;
using k8s.Exceptions;
using YamlDotNet.Core;

namespace Parity.Delivery;

/// <summary>Which cluster is meant, as a person or a pipeline says it.</summary>
/// <param name="Kubeconfig">File; empty for <c>KUBECONFIG</c> or <c>~/.kube/config</c>, and for the pod's own account within a cluster.</param>
/// <param name="Context">Context in that file; empty for the one named as the environment.</param>
public sealed record ClusterAccess(string Kubeconfig, string Context)
{
    /// <summary>A client of the environment's cluster. The current context is never taken silently: it may be another environment's.</summary>
    /// <exception cref="ClusterUnavailableException">No such file or context.</exception>
    public ApiClient Connect(string environment, TimeSpan patience, TimeProvider time)
    {
        try
        {
            return new ApiClient(new Kubernetes(Configuration(environment)), patience, time);
        }
        catch (Exception exception) when (exception is KubeConfigException or IOException or UnauthorizedAccessException or FormatException or YamlException)
        {
            throw new ClusterUnavailableException($"environment '{environment}': {exception.Message} Give a readable kubeconfig with --kubeconfig FILE or KUBECONFIG.", exception);
        }
    }

    private KubernetesClientConfiguration Configuration(string environment)
    {
        string[] files = Kubeconfig.Length > 0 ? [Kubeconfig] : Default();
        var present = files.Any(File.Exists);
        if (!present && Kubeconfig.Length == 0 && KubernetesClientConfiguration.IsInCluster()) return KubernetesClientConfiguration.InClusterConfig();
        var named = string.Join(", ", files);
        if (!present) throw new ClusterUnavailableException($"environment '{environment}': there is no kubeconfig {named}. Give one with --kubeconfig FILE or KUBECONFIG.");
        // Without a file the library merges those that KUBECONFIG lists.
        var merged = files.Length == 1 ? KubernetesClientConfiguration.LoadKubeConfig(new FileInfo(files[0])) : KubernetesClientConfiguration.LoadKubeConfig();
        var contexts = merged.Contexts?.Select(context => context.Name).Order(StringComparer.Ordinal).ToArray() ?? [];
        var wanted = Context.Length > 0 ? Context : environment;
        if (!contexts.Contains(wanted))
        {
            throw new ClusterUnavailableException(
                $"environment '{environment}': {named} has no context '{wanted}' (it has: {string.Join(", ", contexts)}). Name the environment's with --context, or call one '{environment}'.");
        }

        return KubernetesClientConfiguration.BuildConfigFromConfigObject(merged, wanted);
    }

    // As kubectl reads it: several files, separated as in PATH.
    private static string[] Default() =>
        System.Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 } list
            ? list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            : [KubernetesClientConfiguration.KubeConfigDefaultLocation];
}
