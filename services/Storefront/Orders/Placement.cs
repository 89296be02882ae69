namespace Storefront.Orders;

/// <summary>What Orders says to a form: exactly one of these, or no answer at all (an exception).</summary>
internal abstract record Placement
{
    private Placement() { }

    public sealed record Accepted(Guid Id) : Placement;

    /// <summary>Messages by field name, as Orders spells it.</summary>
    public sealed record Invalid(IReadOnlyDictionary<string, string[]> Errors) : Placement;

    public sealed record UnknownEvent : Placement;

    public sealed record NotEnoughSeats : Placement;

    /// <summary>The form was sent before with other contents, and that order stands.</summary>
    public sealed record KeyReused : Placement;
}
