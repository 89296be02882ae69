using System.Text.Json.Nodes;
using k8s;
using Parity.Delivery;

namespace CommandLine.Delivery;

/// <summary>Namespaces on the real API server that PARITY_TEST_KUBECONFIG names.</summary>
internal sealed class RealCluster : IAsyncDisposable
{
    private readonly List<string> namespaces = [];

    private RealCluster(string kubeconfig)
    {
        Kubeconfig = kubeconfig;
        Context = KubernetesClientConfiguration.LoadKubeConfig(kubeconfig).CurrentContext;
        Client = new ApiClient(new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig)), TimeSpan.FromSeconds(60), TimeProvider.System);
    }

    public ApiClient Client { get; }

    public string Kubeconfig { get; }

    public string Context { get; }

    /// <summary>The options that lead a verb there.</summary>
    public string[] Options => ["--kubeconfig", Kubeconfig, "--context", Context];

    public static RealCluster Start()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PARITY_TEST_KUBECONFIG") is { Length: > 0 }, "PARITY_TEST_KUBECONFIG names no kubeconfig; set it to one whose current context is a cluster that tests may write to.");
        return new(Environment.GetEnvironmentVariable("PARITY_TEST_KUBECONFIG")!);
    }

    /// <summary>A namespace that nothing is in, with the Secrets that a system names.</summary>
    public async Task AddAsync(string space, params (string Secret, string[] Keys)[] secrets)
    {
        await DeleteAsync(space);
        namespaces.Add(space);
        await ApplyAsync($"api/v1/namespaces/{space}", new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = space } });
        foreach (var (secret, keys) in secrets)
        {
            var entries = new JsonObject(keys.Select(key => KeyValuePair.Create<string, JsonNode?>(key, "not-shown")));
            await ApplyAsync($"api/v1/namespaces/{space}/secrets/{secret}", new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Secret", ["metadata"] = new JsonObject { ["name"] = secret }, ["stringData"] = entries });
        }
    }

    /// <summary>A field that somebody sets by hand.</summary>
    public Task ByHandAsync(string path, string json) => Client.ApplyAsync(path, JsonNode.Parse(json)!.AsObject(), dryRun: false, force: true, TestContext.Current.CancellationToken, "somebody");

    /// <summary>Images by workload, as its containers name them.</summary>
    public async Task<string> ImageAsync(string space, string deployment) =>
        (await Client.GetAsync($"apis/apps/v1/namespaces/{space}/deployments/{deployment}", TestContext.Current.CancellationToken))["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!.ToString();

    public async ValueTask DisposeAsync()
    {
        foreach (var space in namespaces) await Client.DeleteAsync($"api/v1/namespaces/{space}", CancellationToken.None);
        Client.Dispose();
    }

    private async Task DeleteAsync(string space)
    {
        await Client.DeleteAsync($"api/v1/namespaces/{space}", TestContext.Current.CancellationToken);
        while (await Client.FindAsync($"api/v1/namespaces/{space}", TestContext.Current.CancellationToken) is not null) await Task.Delay(300, TestContext.Current.CancellationToken);
    }

    private Task<JsonObject> ApplyAsync(string path, JsonObject body) => Client.ApplyAsync(path, body, dryRun: false, force: true, TestContext.Current.CancellationToken, "tests");
}
