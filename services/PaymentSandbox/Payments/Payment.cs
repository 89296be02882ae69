namespace PaymentSandbox.Payments;

/// <summary>
/// A payment: <c>charged</c>, <c>declined</c> or <c>voided</c>. Charges and Refunds count the movements of money in the
/// ledger under this key: never more than one each.
/// </summary>
internal sealed record Payment(string Key, string Reference, decimal Amount, string Currency, string Status, int Charges, int Refunds);
