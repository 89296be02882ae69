using Npgsql;
using ServiceDefaults.Postgres;

namespace PaymentSandbox.Payments;

/// <summary>
/// The books, in PostgreSQL: they survive a kill of the sandbox. Each method is one statement, decided by whoever inserts or
/// updates the payment's row first; the money's movement is written by the same statement.
/// </summary>
internal sealed class Ledger(NpgsqlDataSource source)
{
    private const string ChargeSql = """
        WITH decided AS (
            INSERT INTO payments.payments (key, reference, amount, currency, status) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (key) DO NOTHING
            RETURNING key, amount, status)
        INSERT INTO payments.ledger (key, kind, amount) SELECT key, 'charge', amount FROM decided WHERE status = 'charged'
        """;

    // A void of an unknown key leaves a stone: a charge that is still under way will find it and not be made.
    private const string VoidSql = """
        WITH decided AS (
            INSERT INTO payments.payments AS known (key, reference, amount, currency, status) VALUES ($1, '', 0, 'XXX', 'voided')
            ON CONFLICT (key) DO UPDATE SET status = 'voided' WHERE known.status = 'charged'
            RETURNING key, amount)
        INSERT INTO payments.ledger (key, kind, amount) SELECT key, 'refund', amount FROM decided WHERE amount > 0
        """;

    private const string ReadSql = """
        SELECT key, reference, amount, currency, status,
            (SELECT count(*)::int FROM payments.ledger l WHERE l.key = p.key AND kind = 'charge'),
            (SELECT count(*)::int FROM payments.ledger l WHERE l.key = p.key AND kind = 'refund')
        FROM payments.payments p WHERE key = $1
        """;

    public async Task<Payment> Charge(string key, ChargeRequest request, CancellationToken cancellation)
    {
        await Execute(ChargeSql, [Text(key), Text(request.Reference!), new NpgsqlParameter<decimal> { TypedValue = request.Amount!.Value }, Text(request.Currency!), Text(request.IsDeclined ? "declined" : "charged")], cancellation);
        return (await Read(key, cancellation))!;
    }

    public Task Void(string key, CancellationToken cancellation) => Execute(VoidSql, [Text(key)], cancellation);

    public Task<Payment?> Read(string key, CancellationToken cancellation) => source.Repeat(async (database, token) =>
    {
        await using var command = database.CreateCommand(ReadSql);
        command.Parameters.Add(Text(key));
        await using var rows = await command.ExecuteReaderAsync(token);
        return await rows.ReadAsync(token)
            ? new Payment(rows.GetString(0), rows.GetString(1), rows.GetDecimal(2), rows.GetString(3), rows.GetString(4), rows.GetInt32(5), rows.GetInt32(6))
            : null;
    }, cancellation);

    private Task<int> Execute(string sql, NpgsqlParameter[] parameters, CancellationToken cancellation) => source.Repeat(async (database, token) =>
    {
        await using var command = database.CreateCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter.Clone());
        return await command.ExecuteNonQueryAsync(token);
    }, cancellation);

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };
}
