using System.Net;
using System.Text.Json.Nodes;

namespace Parity.Delivery;

/// <summary>What a namespace holds of the system, read with one request a kind.</summary>
public sealed class LiveObjects
{
    private readonly Dictionary<ObjectKey, JsonObject> objects = [];

    private LiveObjects(JsonObject? space, IReadOnlySet<Resource> unknown)
    {
        Namespace = space;
        Unknown = unknown;
    }

    /// <summary>The namespace itself; null where it does not exist.</summary>
    public JsonObject? Namespace { get; }

    /// <summary>Kinds that the API server does not serve.</summary>
    public IReadOnlySet<Resource> Unknown { get; }

    public IEnumerable<JsonObject> All => objects.Values;

    public JsonObject? Find(ObjectKey key) => key.Kind == "Namespace" ? Namespace : objects.GetValueOrDefault(key);

    public static string Selector(string system) => Uri.EscapeDataString($"app.kubernetes.io/managed-by=parity,app.kubernetes.io/part-of={system}");

    public static async Task<LiveObjects> ReadAsync(ApiClient client, string system, string space, CancellationToken cancellation)
    {
        var kinds = Resource.All.Where(resource => resource.Kind != "Namespace").ToArray();
        var lists = kinds.Select(kind => ListAsync(client, kind, system, space, cancellation)).ToArray();
        var found = client.FindAsync(Resource.Of("v1", "Namespace").Path("", space), cancellation);
        await Task.WhenAll([found, .. lists]);
        var live = new LiveObjects(await found, kinds.Zip(lists).Where(pair => pair.Second.Result is null).Select(pair => pair.First).ToHashSet());
        foreach (var (kind, list) in kinds.Zip(lists)) live.Add(kind, list.Result);
        return live;
    }

    /// <summary>Objects of a saved list (<c>kubectl get … -o json</c>).</summary>
    public static LiveObjects Of(IEnumerable<JsonObject> saved)
    {
        var all = saved.ToArray();
        var live = new LiveObjects(all.FirstOrDefault(body => body.Text("kind") == "Namespace"), new HashSet<Resource>());
        foreach (var body in all.Where(body => body.Text("kind") != "Namespace")) live.objects[ObjectKey.Of(body)] = body;
        return live;
    }

    /// <summary>As <see cref="Of"/>, without pods and other objects that belong to others or are made from these.</summary>
    public static LiveObjects Saved(IEnumerable<JsonObject> saved) =>
        Of(saved.Where(body => body.Text("kind") == "Namespace" || (Resource.All.Any(resource => resource.ApiVersion == body.Text("apiVersion") && resource.Kind == body.Text("kind")) && body.At("metadata", "labels").Text("app.kubernetes.io/managed-by") == "parity")));

    /// <summary>Images by workload, as the pods' templates say.</summary>
    public static IReadOnlyDictionary<string, string> ImagesOf(IEnumerable<JsonObject> saved) =>
        saved.Where(body => RolloutState.IsRollout(body.Text("kind")))
            .SelectMany(body => body.At("spec", "template", "spec", "containers").Items())
            .Where(container => container.Text("image").Contains("@sha256:", StringComparison.Ordinal))
            .GroupBy(container => container.Text("name"))
            .ToDictionary(group => group.Key, group => group.First().Text("image"));

    private void Add(Resource kind, JsonObject? list)
    {
        // Items of a list do not repeat what they are.
        foreach (var item in list.At("items").Items().OfType<JsonObject>())
        {
            item["apiVersion"] = kind.ApiVersion;
            item["kind"] = kind.Kind;
            objects[ObjectKey.Of(item)] = item;
        }
    }

    private static async Task<JsonObject?> ListAsync(ApiClient client, Resource kind, string system, string space, CancellationToken cancellation)
    {
        try
        {
            return await client.FindAsync($"{kind.Collection(space)}?labelSelector={Selector(system)}", cancellation);
        }
        catch (ApiException exception) when (exception.Status == HttpStatusCode.Forbidden && kind.ApiVersion.Split('/')[0].EndsWith(".io", StringComparison.Ordinal) && !kind.ApiVersion.Contains("k8s.io", StringComparison.Ordinal))
        {
            // RBAC refuses before it is known whether the kind exists.
            return null;
        }
    }
}
