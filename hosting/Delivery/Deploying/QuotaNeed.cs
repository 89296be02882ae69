using System.Text.Json.Nodes;
using k8s.Models;

namespace Parity.Delivery;

/// <summary>What the whole system asks for, against what a ResourceQuota allows.</summary>
public static class QuotaNeed
{
    public static IEnumerable<string> Exceeding(JsonNode quota, DesiredState desired)
    {
        foreach (var (name, hard) in quota.At("spec", "hard") as JsonObject ?? [])
        {
            if (Need(name, desired) is { } need && need > Quantity(hard!.ToString()))
                yield return $"quota {quota.Text("metadata", "name")}: the release needs {name}={need}, allowed is {hard}. Raise the quota or lower Capacity and Replicas.";
        }
    }

    private static decimal? Need(string name, DesiredState desired) => name switch
    {
        "pods" or "count/pods" => Running(desired).Sum(one => one.Replicas),
        "cpu" or "requests.cpu" => Sum(desired, "requests", "cpu"),
        "memory" or "requests.memory" => Sum(desired, "requests", "memory"),
        "limits.cpu" => Sum(desired, "limits", "cpu"),
        "limits.memory" => Sum(desired, "limits", "memory"),
        "services" or "count/services" => desired.Objects.Count(one => one.Key.Kind == "Service"),
        "count/deployments.apps" => desired.Objects.Count(one => one.Key.Kind == "Deployment"),
        _ => null,
    };

    private static decimal Sum(DesiredState desired, string part, string resource) =>
        Running(desired).Sum(one => one.Replicas * one.Pod.At("containers").Items().Sum(container => container.At("resources", part).Text(resource) is { Length: > 0 } asked ? Quantity(asked) : 0));

    private static IEnumerable<(decimal Replicas, JsonNode? Pod)> Running(DesiredState desired) =>
        desired.Objects.Where(one => RolloutState.IsRollout(one.Key.Kind))
            .Select(one => ((decimal)(one.Body.At("spec", "replicas") is null ? 1 : one.Body.Number("spec", "replicas")), one.Body.At("spec", "template", "spec")));

    private static decimal Quantity(string text) => new ResourceQuantity(text).ToDecimal();
}
