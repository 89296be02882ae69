using System.Collections.Immutable;
using System.Text.Json;

namespace Parity.Scaling.Cases;

/// <summary>Pods of a case. Their instants are relative to the evaluation and become absolute here.</summary>
internal static class PodReader
{
    public static ImmutableArray<Pod> ReadAll(JsonElement owner, string name, TimeSpan now, PodTemplate template) =>
        owner.OptionalProperty(name) is { } pods ? [.. pods.EnumerateArray().Select(pod => Read(pod, now, template))] : [];

    public static ImmutableArray<Container> ReadContainers(JsonElement containers) =>
    [
        .. containers.EnumerateArray().Select(container => new Container(
            container.GetProperty("name").GetString()!,
            container.OptionalProperty("requests") is { } requests ? ReadAmounts(requests) : default,
            container.OptionalProperty("init")?.GetString() switch
            {
                null => ContainerKind.Regular,
                "sidecar" => ContainerKind.Sidecar,
                "init" => ContainerKind.Init,
                var other => throw new FormatException($"Unknown kind of init container '{other}'."),
            })),
    ];

    public static Amounts ReadAmounts(JsonElement amounts) =>
        new([.. amounts.EnumerateObject().Select(amount => new Amount(amount.Name, amount.Value.GetInt64()))]);

    private static Pod Read(JsonElement pod, TimeSpan now, PodTemplate template) => new()
    {
        Count = pod.OptionalProperty("count")?.GetInt32() ?? 1,
        Phase = pod.OptionalProperty("phase") is { } phase ? Enum.Parse<PodPhase>(phase.GetString()!) : PodPhase.Running,
        Deleting = pod.OptionalProperty("deleting")?.GetBoolean() ?? false,
        Ready = pod.OptionalProperty("ready") is { } ready
            ? new(Enum.Parse<ConditionStatus>(ready.GetProperty("status").GetString()!), now + ready.GetProperty("since").GetInstant())
            : null,
        Started = pod.OptionalProperty("started") is { } started ? now + started.GetInstant() : null,
        Containers = pod.OptionalProperty("containers") is { } containers ? ReadContainers(containers) : template.Containers,
        Requests = pod.OptionalProperty("podRequests") is { } requests ? ReadAmounts(requests) : template.Requests,
        Usage = pod.OptionalProperty("usage") is { } usage ? ReadUsage(usage, now) : null,
        Custom = pod.OptionalProperty("custom") is { } custom ? ReadAmounts(custom) : default,
    };

    private static Usage ReadUsage(JsonElement usage, TimeSpan now) => new(
        now + usage.GetProperty("at").GetInstant(),
        usage.GetProperty("window").GetInstant(),
        usage.OptionalProperty("containers") is { } containers
            ? [.. containers.EnumerateObject().Select(container => new ContainerUsage(container.Name, ReadAmounts(container.Value)))]
            : []);
}
