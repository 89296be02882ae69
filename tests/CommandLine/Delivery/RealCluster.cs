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

    public static bool IsGiven => Environment.GetEnvironmentVariable("PARITY_TEST_KUBECONFIG") is { Length: > 0 };

    public ApiClient Client { get; }

    public string Kubeconfig { get; }

    public string Context { get; }

    /// <summary>The options that lead a verb there.</summary>
    public string[] Options => ["--kubeconfig", Kubeconfig, "--context", Context];

    public static RealCluster Start()
    {
        Assert.SkipUnless(IsGiven, "PARITY_TEST_KUBECONFIG names no kubeconfig; set it to one whose current context is a cluster that tests may write to.");
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

    /// <summary>Stand-ins for the kinds of Istio, KEDA and the Gateway API that the server does not serve; they accept anything.</summary>
    public async Task ServeAllKindsAsync()
    {
        foreach (var group in Resource.All.Where(kind => kind.ApiVersion.Contains(".io/", StringComparison.Ordinal) && !kind.ApiVersion.StartsWith("networking.k8s.io/", StringComparison.Ordinal) || kind.ApiVersion.StartsWith("keda.sh/", StringComparison.Ordinal)))
        {
            var name = $"{group.Plural}.{group.ApiVersion.Split('/')[0]}";
            var path = $"apis/apiextensions.k8s.io/v1/customresourcedefinitions/{name}";
            if (await Client.FindAsync(path, TestContext.Current.CancellationToken) is null) await ApplyAsync(path, Definition(group, name));
            while (await Client.FindAsync(group.Collection("default"), TestContext.Current.CancellationToken) is null) await Task.Delay(200, TestContext.Current.CancellationToken);
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

    private static JsonObject Definition(Resource kind, string name)
    {
        var names = new JsonObject { ["kind"] = kind.Kind, ["plural"] = kind.Plural, ["singular"] = kind.Kind.ToLowerInvariant() };
        var schema = new JsonObject { ["openAPIV3Schema"] = new JsonObject { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true } };
        var version = new JsonObject { ["name"] = kind.ApiVersion.Split('/')[1], ["served"] = true, ["storage"] = true, ["schema"] = schema };
        return new()
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            // The API server lets only approved definitions into Kubernetes' own groups, of which the Gateway API is one.
            ["metadata"] = new JsonObject { ["name"] = name, ["annotations"] = new JsonObject { ["api-approved.kubernetes.io"] = "unapproved, a stand-in for tests" } },
            ["spec"] = new JsonObject { ["group"] = kind.ApiVersion.Split('/')[0], ["scope"] = "Namespaced", ["names"] = names, ["versions"] = new JsonArray(version) },
        };
    }
}
