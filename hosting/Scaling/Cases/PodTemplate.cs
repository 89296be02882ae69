using System.Collections.Immutable;
using System.Text.Json;

namespace Parity.Scaling.Cases;

/// <summary>What pods have that do not name their own.</summary>
internal sealed record PodTemplate(ImmutableArray<Container> Containers, Amounts? Requests)
{
    public static PodTemplate None { get; } = new([], null);

    public static PodTemplate Read(JsonElement template) => new(
        template.OptionalProperty("containers") is { } containers ? PodReader.ReadContainers(containers) : [],
        template.OptionalProperty("podRequests") is { } requests ? PodReader.ReadAmounts(requests) : null);
}
