using System.Net;

namespace Services.Storefront;

public sealed class EventTests : ShopTest
{
    [Fact]
    public async Task Shows_the_facts_and_a_form_that_states_each_total()
    {
        Catalog.Add(FakeCatalog.Concert() with { SeatsLeft = 3 });

        var seen = await Visitor.GetAsync("/events/1");

        Assert.Equal("Concert 1 – Front Row", seen.Title);
        Assert.Equal(["Thu 4 Mar 2027, 20:30 UTC+1", "Old Mill, Bergen", "€49.50 a ticket", "Only 3 left of 500"], seen.Texts(".facts dd"));
        Assert.Equal("Two hours, one break.", seen.Text(".description"));
        Assert.Equal(["1 ticket, €49.50", "2 tickets, €99.00", "3 tickets, €148.50"], seen.Texts("option"));
    }

    [Fact]
    public async Task No_more_than_ten_tickets_are_offered() =>
        Assert.Equal("10 tickets, €495.00", (await Visitor.GetAsync("/events/1")).Texts("option")[^1]);

    [Fact]
    public async Task A_sold_out_event_has_no_form()
    {
        Catalog.Add(FakeCatalog.Concert() with { SeatsLeft = 0 });

        var seen = await Visitor.GetAsync("/events/1");

        Assert.Empty(seen.Document.QuerySelectorAll("main form"));
        Assert.Equal("Sold out of 500", seen.Texts(".facts dd")[^1]);
    }

    [Theory]
    [InlineData("/events/77")]
    [InlineData("/events/seven")]
    [InlineData("/events/99999999999999999999999")]
    [InlineData("/orders/7")]
    [InlineData("/nothing/here")]
    public async Task What_does_not_exist_is_a_page_of_the_shop_with_a_way_on(string path)
    {
        var seen = await Visitor.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, seen.Status);
        Assert.Equal("There is no such page", seen.Heading);
        Assert.Equal("/", seen.One("main a").GetAttribute("href"));
    }

    [Fact]
    public async Task Every_form_has_its_own_key_and_is_kept_in_no_cache()
    {
        var first = await Visitor.GetAsync("/events/1");
        var second = await Visitor.GetAsync("/events/1");

        Assert.NotEqual(first.Value("key"), second.Value("key"));
        Assert.Equal("no-store", first.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task A_description_is_text_whatever_it_holds()
    {
        Catalog.Add(FakeCatalog.Concert() with { Name = "<b>Loud</b>", Description = "<script>alert(1)</script>" });

        var seen = await Visitor.GetAsync("/events/1");

        Assert.Equal("<b>Loud</b>", seen.Heading);
        Assert.Equal("<script>alert(1)</script>", seen.Text(".description"));
    }
}
