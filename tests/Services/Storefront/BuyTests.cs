using System.Net;

namespace Services.Storefront;

public sealed class BuyTests : ShopTest
{
    [Fact]
    public async Task A_purchase_leads_to_the_page_of_its_order()
    {
        var sent = await Visitor.SubmitAsync(await Visitor.GetAsync("/events/1"), "2", " ada@example.org ");

        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        Assert.Equal([(1L, 2, "ada@example.org")], Orders.Bought);
        var order = await Visitor.GetAsync(sent.Location);
        Assert.Equal("We are confirming your order", order.Heading);
        Assert.Equal(["Concert 1", "Thu 4 Mar 2027, 20:30 UTC+1", "Old Mill, Bergen", "2 tickets", "€99.00", "ada@example.org", sent.Location["/orders/".Length..]], order.Texts(".facts dd"));
    }

    [Fact]
    public async Task A_form_sent_many_times_at_once_is_one_order()
    {
        var form = await Visitor.GetAsync("/events/1");

        var sent = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Visitor.SubmitAsync(form, "2", "ada@example.org")));

        Assert.Single(sent.Select(seen => seen.Location).Distinct());
        Assert.Equal([(1L, 2, "ada@example.org")], Orders.Bought);
    }

    [Fact]
    public async Task A_form_sent_again_with_other_details_orders_nothing_until_that_is_meant()
    {
        var form = await Visitor.GetAsync("/events/1");
        await Visitor.SubmitAsync(form, "2", "ada@example.org");

        var again = await Visitor.SubmitAsync(form, "3", "ada@example.org");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Equal(("3", "ada@example.org"), (again.Value("quantity"), again.Value("email")));
        Assert.Equal([(1L, 2, "ada@example.org")], Orders.Bought);
        await Visitor.SubmitAsync(again, "3", "ada@example.org");
        Assert.Equal([(1L, 2, "ada@example.org"), (1L, 3, "ada@example.org")], Orders.Bought);
    }

    [Theory]
    [InlineData("2", "nobody", "email", "This is not an email address.")]
    [InlineData("2", "", "email", "Enter your email address; the tickets are sent there.")]
    [InlineData("11", "ada@example.org", "quantity", "Choose 1 to 10 tickets.")]
    [InlineData("0", "ada@example.org", "quantity", "Choose 1 to 10 tickets.")]
    [InlineData("many", "ada@example.org", "quantity", "Choose 1 to 10 tickets.")]
    [InlineData("", "ada@example.org", "quantity", "Choose 1 to 10 tickets.")]
    public async Task A_mistake_is_told_at_its_field_and_what_was_typed_stays(string quantity, string email, string field, string message)
    {
        var seen = await Visitor.SubmitAsync(await Visitor.GetAsync("/events/1"), quantity, email);

        Assert.Equal(HttpStatusCode.BadRequest, seen.Status);
        Assert.Equal("Not ordered yet: Concert 1 – Front Row", seen.Title);
        Assert.Equal((quantity, email), (seen.Value("quantity"), seen.Value("email")));
        Assert.Equal([message], seen.Texts(".error"));
        var wrong = seen.One("[aria-invalid=true]");
        Assert.Equal(field, wrong.Id);
        Assert.Equal($"{field}-error", wrong.GetAttribute("aria-describedby")!.Split(' ')[0]);
        Assert.True(wrong.HasAttribute("autofocus"));
        Assert.Empty(Orders.Bought);
    }

    [Fact]
    public async Task A_corrected_form_is_a_new_order_with_a_new_key()
    {
        var form = await Visitor.GetAsync("/events/1");
        var refused = await Visitor.SubmitAsync(form, "2", "nobody");

        Assert.NotEqual(form.Value("key"), refused.Value("key"));
        Assert.Equal(HttpStatusCode.SeeOther, (await Visitor.SubmitAsync(refused, "2", "ada@example.org")).Status);
    }

    [Fact]
    public async Task What_was_typed_is_text_whatever_it_holds()
    {
        var seen = await Visitor.SubmitAsync(await Visitor.GetAsync("/events/1"), "\"><script>", "'\"><script>alert(1)</script>");

        Assert.Equal(("\"><script>", "'\"><script>alert(1)</script>"), (seen.Value("quantity"), seen.Value("email")));
        Assert.Empty(seen.Document.QuerySelectorAll("script"));
    }

    [Fact]
    public async Task Too_few_seats_are_told_with_the_figure_of_this_moment()
    {
        var form = await Visitor.GetAsync("/events/1");
        Catalog.Add(FakeCatalog.Concert() with { SeatsLeft = 1 });
        Orders.SeatsLeft = 1;

        var seen = await Visitor.SubmitAsync(form, "2", "ada@example.org");

        Assert.Equal(HttpStatusCode.Conflict, seen.Status);
        Assert.Equal("2 tickets: there are not that many seats left. Nothing was ordered.", seen.Text("[role=alert]"));
        Assert.Equal("Only 1 left", seen.Text(".seats"));
        Assert.Equal("ada@example.org", seen.Value("email"));
    }

    [Fact]
    public async Task Sold_out_in_between_is_told()
    {
        var form = await Visitor.GetAsync("/events/1");
        Catalog.Add(FakeCatalog.Concert() with { SeatsLeft = 0 });
        Orders.SeatsLeft = 0;

        var seen = await Visitor.SubmitAsync(form, "1", "ada@example.org");

        Assert.Equal(HttpStatusCode.Conflict, seen.Status);
        Assert.Equal("Sold out", seen.Text(".seats"));
        Assert.Empty(seen.Document.QuerySelectorAll("main form"));
    }

    [Fact]
    public async Task An_event_unknown_to_orders_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await Visitor.PostAsync("/events/901/order", ("key", $"{Guid.NewGuid()}"), ("quantity", "1"), ("email", "ada@example.org"))).Status);

    [Theory]
    [InlineData("")]
    [InlineData("not-a-key")]
    public async Task A_form_without_its_key_orders_nothing_and_gets_one(string key)
    {
        var seen = await Visitor.PostAsync("/events/1/order", ("key", key), ("quantity", "2"), ("email", "ada@example.org"));

        Assert.Equal(HttpStatusCode.BadRequest, seen.Status);
        Assert.Equal(("2", "ada@example.org"), (seen.Value("quantity"), seen.Value("email")));
        Assert.Empty(Orders.Bought);
        Assert.Equal(HttpStatusCode.SeeOther, (await Visitor.SubmitAsync(seen, "2", "ada@example.org")).Status);
    }

    [Fact]
    public async Task The_address_of_the_form_leads_to_the_event() =>
        Assert.Equal("/events/1", (await Visitor.GetAsync("/events/1/order")).Location);
}
