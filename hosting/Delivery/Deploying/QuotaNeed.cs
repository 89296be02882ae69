using System.Globalization;
using System.Text.Json.Nodes;
using k8s.Models;

namespace Parity.Delivery;

/// <summary>What the whole system asks for, at most and while it rolls, against what a ResourceQuota leaves to it beside others of its namespace.</summary>
internal static class QuotaNeed
{
    private sealed record Pods(decimal Count, JsonNode? Spec);

    public static IEnumerable<string> Exceeding(JsonNode quota, DesiredState desired, Plan plan, Neighbours neighbours)
    {
        Pods[] others = [.. neighbours.Pods.Select(pod => new Pods(1, pod.At("spec")))];
        var running = desired.Objects.Where(one => RolloutState.IsRollout(one.Key.Kind)).Select(one => new Pods(Replicas(one, desired), one.Body.At("spec", "template", "spec"))).ToArray();
        Pods[][] moments = [running, .. Rolling(desired, plan).Select(extra => running.Concat(extra).ToArray())];
        foreach (var (name, hard) in quota.At("spec", "hard") as JsonObject ?? [])
        {
            if (moments.Max(pods => Need(name, pods, Own(desired))) is not { } need) continue;
            var taken = Need(name, others, (neighbours.Services, neighbours.Deployments)) ?? 0;
            if (need + taken <= Quantity(hard!.ToString())) continue;
            var rolls = need > Need(name, running, Own(desired)) ? " while it rolls" : "";
            var beside = taken > 0 ? $" and others of the namespace use {Text(taken)}" : "";
            yield return $"quota {quota.Text("metadata", "name")}: the release needs {name}={Text(need)}{rolls}{beside}, allowed is {hard}. Raise the quota or lower Capacity and Replicas.";
        }
    }

    private static (int Services, int Deployments) Own(DesiredState desired) =>
        (desired.Objects.Count(one => one.Key.Kind == "Service"), desired.Objects.Count(one => one.Key.Kind == "Deployment"));

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static decimal? Need(string name, Pods[] pods, (int Services, int Deployments) objects) => name switch
    {
        "pods" or "count/pods" => pods.Sum(one => one.Count),
        "cpu" or "requests.cpu" => Sum(pods, "requests", "cpu"),
        "memory" or "requests.memory" => Sum(pods, "requests", "memory"),
        "limits.cpu" => Sum(pods, "limits", "cpu"),
        "limits.memory" => Sum(pods, "limits", "memory"),
        "services" or "count/services" => objects.Services,
        "count/deployments.apps" => objects.Deployments,
        _ => null,
    };

    private static decimal Sum(Pods[] pods, string part, string resource) =>
        pods.Sum(one => one.Count * one.Spec.At("containers").Items().Sum(container => container.At("resources", part).Text(resource) is { Length: > 0 } asked ? Quantity(asked) : 0));

    // What an autoscaler scales runs with its least replicas at the start.
    private static decimal Replicas(DesiredObject one, DesiredState desired) =>
        Autoscaled.AtBirth(one, desired).At("spec", "replicas") is { } replicas ? decimal.Parse(replicas.ToString(), CultureInfo.InvariantCulture) : 1;

    // New pods come before old ones go: those of one stage at the same time.
    private static IEnumerable<IEnumerable<Pods>> Rolling(DesiredState desired, Plan plan) => plan.Changes
        .Where(change => change.Wanted.Key.Kind == "Deployment" && !change.IsCreation)
        .GroupBy(change => change.Wanted.Stage)
        .Select(stage => stage.Select(change => new Pods(Surge(change.Wanted, desired), change.Wanted.Body.At("spec", "template", "spec"))));

    private static decimal Surge(DesiredObject one, DesiredState desired) => one.Body.Text("spec", "strategy", "rollingUpdate", "maxSurge") switch
    {
        "" => 0,
        var share when share.EndsWith('%') => Math.Ceiling(Replicas(one, desired) * decimal.Parse(share[..^1], CultureInfo.InvariantCulture) / 100),
        var count => decimal.Parse(count, CultureInfo.InvariantCulture),
    };

    private static decimal Quantity(string text) => new ResourceQuantity(text).ToDecimal();
}
