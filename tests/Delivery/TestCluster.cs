using System.Text.Json.Nodes;
using Emission;
using k8s;
using Parity.Delivery;
using Parity.Emission;
using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Delivery;

/// <summary>A namespace of a test's own on the real API server that PARITY_TEST_KUBECONFIG names.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly List<string> log = [];

    private TestCluster(string kubeconfig, string space)
    {
        Client = new ApiClient(new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig)), TimeSpan.FromSeconds(60), TimeProvider.System);
        Environment = Shop.Dev with { Namespace = space, Capabilities = new(new(1, 30), new(0, 0)) };
    }

    public ApiClient Client { get; }

    public Environment Environment { get; }

    public string Namespace => Environment.Namespace;

    public Topology Topology => Shop.Topology with { Environments = [Environment, Shop.Staging, Shop.Production] };

    public ReleaseStore Releases => new(Client, "shop", "dev", Namespace);

    public string Log => string.Join('\n', log);

    public static async Task<TestCluster> StartAsync(bool withSecrets = true)
    {
        var kubeconfig = System.Environment.GetEnvironmentVariable("PARITY_TEST_KUBECONFIG") ?? "";
        Assert.SkipUnless(kubeconfig.Length > 0, "PARITY_TEST_KUBECONFIG names no kubeconfig; set it to one whose current context is a cluster that tests may write to.");
        var cluster = new TestCluster(kubeconfig, $"shop-{Guid.NewGuid().ToString("N")[..10]}");
        await cluster.Client.ApplyAsync($"api/v1/namespaces/{cluster.Namespace}", new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = cluster.Namespace } }, dryRun: false, force: false, TestContext.Current.CancellationToken);
        if (withSecrets) await cluster.SecretAsync("connection-string", "password");
        return cluster;
    }

    /// <summary>The namespace of another process, which ends it.</summary>
    public static TestCluster Join(string space) => new(System.Environment.GetEnvironmentVariable("PARITY_TEST_KUBECONFIG")!, space);

    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    public Task SecretAsync(params string[] keys) => Client.ApplyAsync(
        $"api/v1/namespaces/{Namespace}/secrets/shop-db",
        new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject { ["name"] = "shop-db" },
            ["stringData"] = new JsonObject(keys.Select(key => KeyValuePair.Create<string, JsonNode?>(key, "not-shown"))),
        },
        dryRun: false, force: true, TestContext.Current.CancellationToken);

    public DeployRequest Request(Topology? topology = null, string commit = "c1")
    {
        var model = topology ?? Topology;
        var emission = Emitter.Emit(model, []);
        Assert.Equal([], emission.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error));
        return new()
        {
            Desired = DesiredState.Of(model, Environment, emission.Objects["dev"]),
            Commit = commit,
            Model = ModelHash.Of(model),
            Images = new Dictionary<string, string>(),
            Timeout = TimeSpan.FromMinutes(3),
            LeaseDuration = TimeSpan.FromSeconds(4),
        };
    }

    /// <summary>Deploys with a client of its own, as another process would.</summary>
    public async Task<DeployOutcome> DeployAsync(DeployRequest request, CancellationToken? cancellation = null, DelegatingHandler? faults = null, TimeSpan? patience = null)
    {
        var kubeconfig = System.Environment.GetEnvironmentVariable("PARITY_TEST_KUBECONFIG")!;
        using var client = new ApiClient(new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig), faults is null ? [] : [faults]), patience ?? TimeSpan.FromSeconds(60), TimeProvider.System);
        return await new Deployment(client, request, TimeProvider.System, new Recorder(log)).RunAsync(cancellation ?? TestContext.Current.CancellationToken);
    }

    public Task<LiveObjects> ReadAsync() => LiveObjects.ReadAsync(Client, "shop", Namespace, TestContext.Current.CancellationToken);

    /// <summary>The objects, each with the version of its last change.</summary>
    public async Task<Dictionary<string, string>> GenerationsAsync() =>
        (await ReadAsync()).All.ToDictionary(body => ObjectKey.Of(body).ToString(), body => body["metadata"]!["generation"]?.ToString() ?? "");

    public async ValueTask DisposeAsync()
    {
        await Client.DeleteAsync($"api/v1/namespaces/{Namespace}", CancellationToken.None);
        Client.Dispose();
    }

    private sealed class Recorder(List<string> log) : IProgress<DeliveryEvent>
    {
        public void Report(DeliveryEvent value)
        {
            lock (log) log.Add($"{value.Section}: {value.Message}");
        }
    }
}
