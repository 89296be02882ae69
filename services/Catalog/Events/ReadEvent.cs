using System.Globalization;
using System.Text.Json;
using Catalog.Cache;

namespace Catalog.Events;

internal static class ReadEvent
{
    public static void MapReadEvent(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/{id:int:min(1)}", Handle)
            .WithName("GetEvent")
            .Produces<Event>()
            .ProducesProblem(404);

    private static async Task<IResult> Handle(int id, PageCache cache, EventTable events, CancellationToken cancellation)
    {
        var found = await cache.Detail(
            string.Create(CultureInfo.InvariantCulture, $"event/{id}"),
            async token => await events.ById(id, token) is { } shown ? JsonSerializer.SerializeToUtf8Bytes(shown, EventJson.Default.Event) : [],
            cancellation);
        return found.Json.IsEmpty ? Results.Problem(statusCode: 404, detail: $"There is no event {id}.") : found;
    }
}
