using System.ComponentModel;

namespace Storefront.Events;

/// <summary>One event of the catalog; a list leaves the description out.</summary>
[ImmutableObject(true)]
public sealed record CatalogEvent
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public required string Venue { get; init; }
    public required string City { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required decimal Price { get; init; }
    public required string Currency { get; init; }
    public required int Capacity { get; init; }
    public required int SeatsLeft { get; init; }
    public string Description { get; init; } = "";

    public bool SoldOut => SeatsLeft <= 0;
}
