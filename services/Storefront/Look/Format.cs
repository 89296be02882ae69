using System.Globalization;

namespace Storefront.Look;

/// <summary>Figures as people read them. The shop speaks English and runs without culture data, so the forms are stated here.</summary>
internal static class Format
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    public static string Number(long value) => value.ToString(English);

    /// <summary>1234 becomes <c>1,234</c>.</summary>
    public static string Count(long value) => value.ToString("N0", English);

    /// <summary>49.5 EUR becomes <c>€49.50</c>, 5000 JPY <c>¥5,000</c>, 20 CHF <c>CHF 20.00</c>.</summary>
    public static string Money(decimal amount, string currency) => currency.ToUpperInvariant() switch
    {
        "EUR" => "€" + amount.ToString("N2", English),
        "GBP" => "£" + amount.ToString("N2", English),
        "USD" => "$" + amount.ToString("N2", English),
        "JPY" => "¥" + amount.ToString("N0", English),
        var code => code + " " + amount.ToString("N2", English),
    };

    /// <summary><c>Sat 12 Dec 2026, 20:00 UTC+1</c>: the clock at the venue as the catalog tells it, never that of this machine.</summary>
    public static string Moment(DateTimeOffset moment) => moment.ToString("ddd d MMM yyyy, HH:mm", English) + " UTC" + Offset(moment.Offset);

    /// <summary>For the <c>datetime</c> attribute.</summary>
    public static string Iso(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", English);

    public static string Tickets(int quantity) => quantity == 1 ? "1 ticket" : $"{Count(quantity)} tickets";

    private static string Offset(TimeSpan offset) => offset == TimeSpan.Zero
        ? ""
        : (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(offset.Minutes == 0 ? "%h" : @"h\:mm", English);
}
