using Storefront.Look;

namespace Services.Storefront;

public sealed class FormatTests
{
    [Theory]
    [InlineData(1234.5, "EUR", "€1,234.50")]
    [InlineData(20, "gbp", "£20.00")]
    [InlineData(0, "USD", "$0.00")]
    [InlineData(5000, "JPY", "¥5,000")]
    [InlineData(20, "CHF", "CHF 20.00")]
    public void Money_carries_its_currency(decimal amount, string currency, string text) => Assert.Equal(text, Format.Money(amount, currency));

    [Theory]
    [InlineData("2026-12-12T20:00:00Z", "Sat 12 Dec 2026, 20:00 UTC")]
    [InlineData("2027-01-02T09:05:00+01:00", "Sat 2 Jan 2027, 09:05 UTC+1")]
    [InlineData("2027-01-02T23:59:00-03:30", "Sat 2 Jan 2027, 23:59 UTC-3:30")]
    [InlineData("2027-01-02T00:00:00+12:45", "Sat 2 Jan 2027, 00:00 UTC+12:45")]
    public void A_moment_is_the_clock_at_the_venue(string moment, string text) => Assert.Equal(text, Format.Moment(DateTimeOffset.Parse(moment, null)));
}
