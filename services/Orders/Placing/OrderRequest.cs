namespace Orders.Placing;

/// <summary>The body of POST /api/orders. All members are nullable so that a missing one is reported by name.</summary>
internal sealed record OrderRequest(int? EventId, int? Quantity, string? Email)
{
    private const int MaxEmail = 254; // RFC 5321, 4.5.3.1.3

    public Dictionary<string, string[]> Problems()
    {
        var problems = new Dictionary<string, string[]>();
        if (EventId is null or < 1) problems["eventId"] = ["Must be the number of an event, 1 or more."];
        if (Quantity is null or < 1 or > 10) problems["quantity"] = ["Must be from 1 to 10."];
        if (!IsEmail(Email)) problems["email"] = [$"Must be an e-mail address of at most {MaxEmail} characters."];
        return problems;
    }

    public bool IsOf(Order order) => order.EventId == EventId && order.Quantity == Quantity && order.Email == Email;

    // One @ with something on both sides and no blanks or control characters: more is only known when mail arrives.
    private static bool IsEmail(string? text)
    {
        if (text is null || text.Length > MaxEmail || text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character))) return false;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < text.Length - 1 && at == text.LastIndexOf('@');
    }
}
