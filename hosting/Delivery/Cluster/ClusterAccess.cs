using k8s;
using k8s.Exceptions;

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
        catch (Exception exception) when (exception is KubeConfigException or IOException or UnauthorizedAccessException or FormatException)
        {
            throw new ClusterUnavailableException($"environment '{environment}': {exception.Message} Give a readable kubeconfig with --kubeconfig FILE or KUBECONFIG.", exception);
        }
    }

    private KubernetesClientConfiguration Configuration(string environment)
    {
        var file = Kubeconfig.Length > 0 ? Kubeconfig : KubernetesClientConfiguration.KubeConfigDefaultLocation;
        if (!File.Exists(file) && Kubeconfig.Length == 0 && KubernetesClientConfiguration.IsInCluster()) return KubernetesClientConfiguration.InClusterConfig();
        if (!File.Exists(file)) throw new ClusterUnavailableException($"environment '{environment}': there is no kubeconfig {file}. Give one with --kubeconfig FILE or KUBECONFIG.");
        var contexts = KubernetesClientConfiguration.LoadKubeConfig(new FileInfo(file)).Contexts?.Select(context => context.Name).Order(StringComparer.Ordinal).ToArray() ?? [];
        var wanted = Context.Length > 0 ? Context : environment;
        if (!contexts.Contains(wanted))
        {
            throw new ClusterUnavailableException(
                $"environment '{environment}': {file} has no context '{wanted}' (it has: {string.Join(", ", contexts)}). Name the environment's with --context, or call one '{environment}'.");
        }

        return KubernetesClientConfiguration.BuildConfigFromConfigFile(new FileInfo(file), wanted);
    }
}
