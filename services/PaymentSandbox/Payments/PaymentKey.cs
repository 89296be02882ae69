namespace PaymentSandbox.Payments;

/// <summary>The Idempotency-Key of a payment: 1 to 200 characters that need no escaping in a path.</summary>
internal static class PaymentKey
{
    public const string Header = "Idempotency-Key";
    public const string Rule = "Exactly one value of 1 to 200 letters, digits, '-', '_' or '.' is required.";

    public static bool IsValid(string? key) => key is { Length: > 0 and <= 200 } && key.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');
}
