namespace Orders.Placing;

/// <summary>The Idempotency-Key header: 1 to 200 visible ASCII characters, chosen by the client, one order each.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const string Rule = "Exactly one value of 1 to 200 visible ASCII characters is required.";

    private const int MaxLength = 200;

    public static string? Read(HttpRequest request) =>
        request.Headers[Header] is [{ Length: > 0 and <= MaxLength } key] && key.All(character => character is > ' ' and < (char)127) ? key : null;
}
