using System.Text.Json.Serialization;
using Npgsql;

namespace Orders;

/// <summary>An order as the API shows it; the reason only when released.</summary>
internal sealed record Order
{
    /// <summary>The columns, in the order that <see cref="Read"/> reads them.</summary>
    public const string Columns = "id, event_id, quantity, email, total, currency, status, reason, created_at, updated_at";

    public required Guid Id { get; init; }

    public required int EventId { get; init; }

    public required int Quantity { get; init; }

    public required string Email { get; init; }

    public required decimal Total { get; init; }

    public required string Currency { get; init; }

    public required string Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static Order Read(NpgsqlDataReader row, int from = 0) => new()
    {
        Id = row.GetGuid(from),
        EventId = row.GetInt32(from + 1),
        Quantity = row.GetInt32(from + 2),
        Email = row.GetString(from + 3),
        Total = row.GetDecimal(from + 4),
        Currency = row.GetString(from + 5),
        Status = row.GetString(from + 6),
        Reason = row.IsDBNull(from + 7) ? null : row.GetString(from + 7),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(from + 8),
        UpdatedAt = row.GetFieldValue<DateTimeOffset>(from + 9),
    };
}
