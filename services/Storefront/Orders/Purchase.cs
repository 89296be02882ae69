using System.Globalization;

namespace Storefront.Orders;

/// <summary>The buy form as filled in: text as typed, so that it can be shown again, and what is wrong with it.</summary>
public sealed record Purchase
{
    public const int MostTickets = 10;

    private static readonly Dictionary<string, string> NoErrors = [];

    public string Quantity { get; init; } = "1";
    public string Email { get; init; } = "";

    /// <summary>Made when the form is shown and sent with it, so that sending the form twice is one order.</summary>
    public Guid Key { get; init; } = Guid.NewGuid();

    /// <summary>One message by field: <c>quantity</c>, <c>email</c>.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = NoErrors;

    /// <summary>What is wrong with the purchase as a whole.</summary>
    public string Problem { get; init; } = "";

    public bool Failed => Errors.Count > 0 || Problem is not "";

    public int Tickets => int.TryParse(Quantity, NumberStyles.None, CultureInfo.InvariantCulture, out var tickets) ? tickets : 0;

    /// <summary>A refusal is final for its key: the next attempt is a new order.</summary>
    public Purchase Refused(string problem) => this with { Problem = problem, Key = Guid.NewGuid() };

    public Purchase Refused(IReadOnlyDictionary<string, string> errors) => this with
    {
        Errors = errors,
        Key = Guid.NewGuid(),
        Problem = errors.Keys.All(field => field is "quantity" or "email") ? "" : string.Join(' ', errors.Where(e => e.Key is not ("quantity" or "email")).Select(e => e.Value)),
    };

    public static Purchase Read(IFormCollection form)
    {
        var purchase = new Purchase { Quantity = form["quantity"].ToString().Trim(), Email = form["email"].ToString().Trim() };
        // Without its key the form could be an order that was sent before; the new form has one again.
        if (!Guid.TryParse(form["key"], out var key)) return purchase.Refused("Please check your order and send it again.");
        var errors = new Dictionary<string, string>();
        if (purchase.Tickets is < 1 or > MostTickets) errors["quantity"] = $"Choose 1 to {MostTickets} tickets.";
        if (purchase.Email is "") errors["email"] = "Enter your email address; the tickets are sent there.";
        return errors.Count == 0 ? purchase with { Key = key } : purchase.Refused(errors);
    }
}
