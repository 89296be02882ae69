using System.ComponentModel;

namespace Storefront.Events;

/// <summary>One page of the events that match a search.</summary>
[ImmutableObject(true)]
public sealed record EventList(IReadOnlyList<CatalogEvent> Items, int Page, int PageSize, long Total)
{
    public int Pages => (int)Math.Clamp((Total + PageSize - 1) / Math.Max(PageSize, 1), 1, int.MaxValue);
}
