namespace Fulfillment.Jobs;

/// <summary>What is left to do: charge and confirm, or make sure that a released order is not charged.</summary>
internal enum Phase
{
    Pay,
    Void,
}
