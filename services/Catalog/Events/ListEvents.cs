using System.Text.Json;
using Catalog.Cache;

namespace Catalog.Events;

internal static class ListEvents
{
    public static void MapListEvents(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/", Handle)
            .WithName("ListEvents")
            .Produces<EventPage>()
            .ProducesValidationProblem()
            .AddOpenApiOperationTransformer(EventQuery.Describe);

    private static async Task<IResult> Handle(string? search, string? page, string? pageSize, PageCache cache, EventTable events, CancellationToken cancellation)
    {
        var (query, problems) = EventQuery.Parse(search, page, pageSize);
        if (problems.Count > 0) return Results.ValidationProblem(problems);
        return await cache.List(
            $"events/{query.Page}/{query.PageSize}/{query.Search.ToLowerInvariant()}",
            async token => JsonSerializer.SerializeToUtf8Bytes(await events.Page(query, token), EventJson.Default.EventPage),
            cancellation);
    }
}
