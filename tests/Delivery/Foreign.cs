using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace Delivery;

/// <summary>Somebody who changes objects by hand.</summary>
internal static class Foreign
{
    public static async Task ScaleAsync(TestCluster cluster, string deployment, int replicas)
    {
        var kubeconfig = System.Environment.GetEnvironmentVariable("PARITY_TEST_KUBECONFIG")!;
        using var client = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig));
        var patch = new V1Patch(new JsonObject { ["spec"] = new JsonObject { ["replicas"] = replicas } }.ToJsonString(), V1Patch.PatchType.MergePatch);
        await client.AppsV1.PatchNamespacedDeploymentAsync(patch, deployment, cluster.Namespace, fieldManager: "somebody", cancellationToken: TestContext.Current.CancellationToken);
    }
}
