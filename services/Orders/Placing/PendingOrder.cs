namespace Orders.Placing;

/// <summary>An order that waits to be written.</summary>
internal sealed class PendingOrder(NewOrder order) : TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public NewOrder Order => order;
}
