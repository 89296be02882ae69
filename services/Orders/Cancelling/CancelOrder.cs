using Npgsql;
using ServiceDefaults.Postgres;

namespace Orders.Cancelling;

/// <summary>
/// Cancels a pending order: released, its seats returned, its job ended. Where a worker has begun to pay, the job turns into
/// one that voids the charge; whichever of the two reaches the order's row first wins, the other finds it no longer pending.
/// </summary>
internal static class CancelOrder
{
    private const string Sql = """
        WITH released AS (
            UPDATE shop.orders SET status = 'released', reason = 'cancelled', updated_at = now()
            WHERE id = $1 AND status = 'pending'
            RETURNING id, event_id, quantity),
        returned AS (
            UPDATE shop.events e SET seats_left = e.seats_left + r.quantity FROM released r WHERE e.id = r.event_id),
        ended AS (
            UPDATE shop.jobs j
            SET phase = 'void', state = CASE WHEN j.attempts = 0 THEN 'done' ELSE 'ready' END, attempts = 0, lease = NULL, run_at = now()
            FROM released r WHERE j.order_id = r.id AND j.state = 'ready')
        SELECT coalesce((SELECT 'released' FROM released), (SELECT status FROM shop.orders WHERE id = $1))
        """;

    public static void MapCancelOrder(this IEndpointRouteBuilder routes) =>
        routes.MapDelete("/{id:guid}", Handle)
            .WithName("CancelOrder")
            .Produces(204)
            .ProducesProblem(404)
            .ProducesProblem(409);

    private static async Task<IResult> Handle(Guid id, NpgsqlDataSource source, CancellationToken cancellation)
    {
        // A first answer of 'pending' is the statement's snapshot racing with a confirmation; asked again, the new status shows.
        var status = await Cancel(source, id, cancellation);
        if (status == "pending") status = await Cancel(source, id, cancellation);
        return status switch
        {
            null => Results.Problem(statusCode: 404, detail: $"There is no order {id}."),
            "released" => Results.NoContent(),
            _ => Results.Problem(statusCode: 409, detail: $"Order {id} is {status} and can no longer be cancelled."),
        };
    }

    private static Task<string?> Cancel(NpgsqlDataSource source, Guid id, CancellationToken cancellation) => source.Repeat(async (database, token) =>
    {
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        return await command.ExecuteScalarAsync(token) as string;
    }, cancellation);
}
