using System.Net;

namespace Services.Storefront;

public sealed class OrderTests : ShopTest
{
    [Fact]
    public async Task A_pending_order_updates_itself_with_and_without_a_script()
    {
        var order = Orders.Pending();

        var seen = await Visitor.GetAsync($"/orders/{order.Id}");

        Assert.Equal("We are confirming your order – Front Row", seen.Title);
        Assert.Equal("module", seen.One("head script").GetAttribute("type"));
        Assert.Equal("<meta http-equiv=\"refresh\" content=\"3\">", seen.One("head noscript").InnerHtml);
        Assert.Equal($"/orders/{order.Id}/status", seen.One("#status").GetAttribute("data-address"));
        Assert.Equal("status", seen.One("#announcement").GetAttribute("role"));
        Assert.Equal($"/orders/{order.Id}", seen.One("#status .button").GetAttribute("href"));
    }

    [Theory]
    [InlineData("confirmed", null, "Your order is confirmed", "Your tickets are on their way to ada@example.org. Enjoy!")]
    [InlineData("released", "The card was declined.", "Your order was released", "The card was declined.")]
    [InlineData("released", null, "Your order was released", "The order did not go through.")]
    public async Task A_settled_order_says_what_became_of_it_and_stops_updating(string status, string? reason, string heading, string text)
    {
        var order = Orders.Put(Orders.Pending() with { Status = status, Reason = reason });

        var seen = await Visitor.GetAsync($"/orders/{order.Id}");

        Assert.Equal((heading, text), (seen.Heading, seen.Texts("#status p")[0]));
        Assert.Empty(seen.Document.QuerySelectorAll("script, noscript, meta[http-equiv=refresh]"));
    }

    [Fact]
    public async Task The_status_alone_follows_the_order()
    {
        var path = $"/orders/{Orders.Pending().Id}/status";

        var before = await Visitor.GetAsync(path);
        Orders.SettleAll("confirmed");
        var after = await Visitor.GetAsync(path);

        Assert.Equal(("pending", "true"), State(before));
        Assert.Equal(("confirmed", "false"), State(after));
        Assert.Equal("no-store", after.Headers["Cache-Control"]);

        static (string?, string?) State(Seen seen) => (seen.One("section").GetAttribute("data-status"), seen.One("section").GetAttribute("data-pending"));
    }

    [Fact]
    public async Task A_status_of_a_newer_release_counts_as_pending()
    {
        var order = Orders.Put(Orders.Pending() with { Status = "paying" });

        Assert.Equal("We are confirming your order", (await Visitor.GetAsync($"/orders/{order.Id}")).Heading);
    }

    [Fact]
    public async Task A_reason_is_text_whatever_it_holds()
    {
        var order = Orders.Put(Orders.Pending() with { Status = "released", Reason = "<script>alert(1)</script>" });

        Assert.Equal("<script>alert(1)</script>", (await Visitor.GetAsync($"/orders/{order.Id}/status")).Texts("p")[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/status")]
    public async Task An_unknown_order_is_not_found(string part) =>
        Assert.Equal(HttpStatusCode.NotFound, (await Visitor.GetAsync($"/orders/{Guid.NewGuid()}{part}")).Status);

    [Fact]
    public async Task A_pending_order_can_be_cancelled()
    {
        var order = Orders.Pending();
        var page = await Visitor.GetAsync($"/orders/{order.Id}");

        var sent = await Visitor.PostAsync(page.One("main form").GetAttribute("action")!);

        Assert.Equal((HttpStatusCode.SeeOther, $"/orders/{order.Id}"), (sent.Status, sent.Location));
        Assert.Equal("You cancelled it.", (await Visitor.GetAsync(sent.Location)).Texts("#status p")[0]);
    }

    [Fact]
    public async Task Cancelling_too_late_shows_the_confirmed_order()
    {
        var order = Orders.Pending();
        Orders.SettleAll("confirmed");

        var sent = await Visitor.PostAsync($"/orders/{order.Id}/cancel");

        Assert.Equal("Your order is confirmed", (await Visitor.GetAsync(sent.Location)).Heading);
    }
}
