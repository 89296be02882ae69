using System.Text.Json.Serialization;

namespace PaymentSandbox.Payments;

/// <summary>Reference is the payer's own number for what is paid; a card is declined when the e-mail begins with <c>declined</c>.</summary>
internal sealed record ChargeRequest(string? Reference, decimal? Amount, string? Currency, string? Email)
{
    [JsonIgnore]
    public bool IsDeclined => Email!.StartsWith("declined", StringComparison.OrdinalIgnoreCase);

    public Dictionary<string, string[]> Problems()
    {
        var problems = new Dictionary<string, string[]>();
        if (Reference is not { Length: > 0 and <= 200 } || Reference.Any(char.IsControl)) problems["reference"] = ["Must be 1 to 200 characters, none of them a control character."];
        if (Amount is null or <= 0 or > 1_000_000 || decimal.Round(Amount.Value, 2) != Amount) problems["amount"] = ["Must be more than 0, at most 1000000, with at most 2 decimals."];
        if (Currency is not { Length: 3 } || !Currency.All(char.IsAsciiLetterUpper)) problems["currency"] = ["Must be a code of three capital letters (ISO 4217)."];
        if (string.IsNullOrWhiteSpace(Email)) problems["email"] = ["Is required."];
        return problems;
    }
}
