namespace Fulfillment.Payments;

/// <summary>What the provider has decided under a key; it will not change its mind, except to Voided when told to.</summary>
internal enum ChargeResult
{
    Charged,
    Declined,
    Voided,
}
