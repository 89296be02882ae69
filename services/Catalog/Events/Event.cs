using System.Text.Json.Serialization;

namespace Catalog.Events;

/// <summary>An event as the API shows it; the description only in the detail.</summary>
internal sealed record Event
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Description { get; init; }

    public required string Venue { get; init; }

    public required string City { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public required decimal Price { get; init; }

    public required string Currency { get; init; }

    public required int Capacity { get; init; }

    public required int SeatsLeft { get; init; }
}
