namespace Catalog.Events;

internal sealed record EventPage(IReadOnlyList<Event> Items, int Page, int PageSize, int Total);
