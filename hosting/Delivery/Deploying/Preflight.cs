using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Parity.Delivery;

/// <summary>What must be true of the cluster before anything in it is changed; everything that is not is named at once.</summary>
public sealed class Preflight(ApiClient client, DeployRequest request)
{
    private static readonly string[] RecordVerbs = ["get", "list", "create", "patch"];
    private static readonly string[] LeaseVerbs = ["get", "create", "update"];
    private static readonly string[] ClaimVerbs = ["list", "delete"];

    private string Namespace => request.Desired.Namespace;

    /// <summary>Problems; none means go.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync(Plan plan, LiveObjects live, CancellationToken cancellation)
    {
        Task<IEnumerable<string>>[] checks = [VersionAsync(cancellation), PermissionsAsync(plan, cancellation), SecretsAsync(cancellation), QuotaAsync(plan, cancellation)];
        return [.. await request.Contract(cancellation), .. Owner(live), .. Kinds(live), .. (await Task.WhenAll(checks)).SelectMany(problems => problems)];
    }

    private IEnumerable<string> Owner(LiveObjects live)
    {
        if (live.Namespace.At("metadata", "annotations").Text("parity/environment") is { Length: > 0 } other && other != request.Desired.Environment)
            yield return $"namespace {Namespace}: it belongs to environment '{other}'. Name the cluster of '{request.Desired.Environment}' with --context.";
        if (live.Namespace.At("metadata", "labels").Text("app.kubernetes.io/part-of") is { Length: > 0 } system && system != request.Desired.System)
            yield return $"namespace {Namespace}: it belongs to the system '{system}'. Give the environment a namespace of its own.";
    }

    private IEnumerable<string> Kinds(LiveObjects live) =>
        request.Desired.Objects.Select(one => one.Key.Resource).Concat(request.Promised).Distinct().Where(live.Unknown.Contains)
            .Select(kind => $"cluster {client.Address}: it does not serve {kind.Kind} ({kind.ApiVersion}). Install what brings that kind, or correct the environment's ingress and capabilities.");

    private async Task<IEnumerable<string>> VersionAsync(CancellationToken cancellation)
    {
        // {"major":"1","minor":"32+"}
        var version = await client.GetAsync("version", cancellation);
        var actual = new Version((int)version.Number("major"), int.Parse(version.Text("minor").TrimEnd('+'), CultureInfo.InvariantCulture));
        return actual < request.Kubernetes ? [$"cluster {client.Address}: it runs Kubernetes {actual}, the environment declares {request.Kubernetes}. Correct Capabilities of environment '{request.Desired.Environment}' or the context."] : [];
    }

    /// <summary>What this account may not do and must; null stands for a cluster that may not even be read.</summary>
    public async Task<IEnumerable<string>> PermissionsAsync(Plan? plan, CancellationToken cancellation)
    {
        (string Verb, Resource Resource)[] always =
        [
            .. RecordVerbs.Select(verb => (verb, Resource.Of("v1", "ConfigMap"))),
            .. LeaseVerbs.Select(verb => (verb, new Resource("coordination.k8s.io/v1", "Lease", "leases"))),
            .. request.PruneData ? ClaimVerbs.Select(verb => (verb, new Resource("v1", "PersistentVolumeClaim", "persistentvolumeclaims"))) : [],
            ("list", new Resource("v1", "Pod", "pods")), ("list", new Resource("v1", "Event", "events")),
        ];
        var changing = plan is null
            ? request.Desired.Objects.Select(one => one.Key.Resource).Distinct().SelectMany(resource => new[] { (resource.Kind == "Namespace" ? "get" : "list", resource), ("patch", resource) })
            : plan.Changes.SelectMany(change => new[] { ("patch", change.Wanted.Key.Resource), (change.IsCreation ? "create" : "patch", change.Wanted.Key.Resource) }).Concat(plan.Surplus.Select(key => ("delete", key.Resource)));
        var answers = await Task.WhenAll(changing.Concat(always).Distinct().Select(async need => (Need: need, Allowed: await MayAsync(need.Item1, need.Item2, cancellation))));
        return answers.Where(answer => !answer.Allowed).Select(answer => $"namespace {Namespace}: this account may not {answer.Need.Item1} {answer.Need.Item2.Plural}. Grant it (docs/operations.md has the Role) or use another account.");
    }

    private async Task<bool> MayAsync(string verb, Resource resource, CancellationToken cancellation)
    {
        var group = resource.ApiVersion.Contains('/', StringComparison.Ordinal) ? resource.ApiVersion.Split('/')[0] : "";
        var review = await client.CreateAsync("apis/authorization.k8s.io/v1/selfsubjectaccessreviews", new JsonObject
        {
            ["apiVersion"] = "authorization.k8s.io/v1",
            ["kind"] = "SelfSubjectAccessReview",
            ["spec"] = new JsonObject { ["resourceAttributes"] = new JsonObject { ["namespace"] = Namespace, ["verb"] = verb, ["group"] = group, ["resource"] = resource.Plural } },
        }, cancellation);
        return review.Text("status", "allowed") == "true";
    }

    private async Task<IEnumerable<string>> SecretsAsync(CancellationToken cancellation)
    {
        var wanted = SecretReferences.Of(request.Desired).GroupBy(reference => reference.Secret).ToArray();
        var problems = await Task.WhenAll(wanted.Select(async group =>
        {
            JsonObject? secret;
            try
            {
                secret = await client.FindAsync($"api/v1/namespaces/{Namespace}/secrets/{group.Key}", cancellation);
            }
            catch (ApiException exception) when (exception.Status == HttpStatusCode.Forbidden)
            {
                return [$"secret {group.Key}: this account may not read it, so its keys could not be checked. Grant 'get' on it."];
            }

            if (secret is null) return [$"secret {group.Key}: it does not exist in namespace {Namespace}; {string.Join(", ", group.Select(reference => reference.Workload).Distinct())} need it with {string.Join(", ", group.Select(reference => reference.Entry).Distinct())}. Create it."];
            var keys = (secret["data"] as JsonObject)?.Select(entry => entry.Key).ToHashSet() ?? [];
            return group.Where(reference => !keys.Contains(reference.Entry)).Select(reference => $"secret {group.Key}: it has no key '{reference.Entry}', which {reference.Workload} needs. Add the key.").Distinct();
        }));
        return problems.SelectMany(all => all);
    }

    private async Task<IEnumerable<string>> QuotaAsync(Plan plan, CancellationToken cancellation)
    {
        JsonObject quotas;
        try
        {
            quotas = await client.GetAsync($"api/v1/namespaces/{Namespace}/resourcequotas", cancellation);
        }
        catch (ApiException exception) when (exception.Status == HttpStatusCode.Forbidden)
        {
            return [$"namespace {Namespace}: this account may not list resourcequotas, so the quota could not be checked. Grant 'list' on them."];
        }

        var all = quotas.At("items").Items().ToArray();
        if (all.Length == 0) return [];
        var neighbours = await Neighbours.ReadAsync(client, request.Desired, cancellation);
        return all.SelectMany(quota => QuotaNeed.Exceeding(quota, request.Desired, plan, neighbours)).ToArray();
    }
}
