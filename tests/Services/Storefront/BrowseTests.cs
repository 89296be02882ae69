using System.Net;

namespace Services.Storefront;

public sealed class BrowseTests : ShopTest
{
    [Fact]
    public async Task Shows_what_when_where_price_and_seats_of_each_event()
    {
        var seen = await Visitor.GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.Equal("Events – Front Row", seen.Title);
        Assert.Equal(["Thu 4 Mar 2027, 20:30 UTC+1", "Concert 1", "Old Mill, Bergen", "€49.50 120 left"], seen.Texts(".card .when, .card h2, .card .where, .card .deal"));
        Assert.Equal("2027-03-04T20:30:00+01:00", seen.One("time").GetAttribute("datetime"));
        Assert.Equal("/events/1", seen.One(".card a").GetAttribute("href"));
    }

    [Theory]
    [InlineData("/", "br")]
    [InlineData("/", "gzip")]
    [InlineData("/favicon.ico", "gzip")]
    public async Task Compresses_for_those_who_take_it(string path, string coding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Encoding", coding } } };

        var seen = await Visitor.SendAsync(request);

        Assert.Equal((HttpStatusCode.OK, coding), (seen.Status, seen.Headers["Content-Encoding"]));
    }

    [Theory]
    [InlineData(0, "Sold out")]
    [InlineData(3, "Only 3 left")]
    [InlineData(12_345, "12,345 left")]
    public async Task Tells_how_many_seats_are_left(int left, string text)
    {
        Catalog.Add(FakeCatalog.Concert() with { Capacity = 20_000, SeatsLeft = left });

        Assert.Equal(text, (await Visitor.GetAsync("/")).Text(".seats"));
    }

    [Fact]
    public async Task Pages_are_real_links_that_keep_the_search()
    {
        Catalog.Add([.. Enumerable.Range(1, 150).Select(id => FakeCatalog.Concert(id))]);

        var seen = await Visitor.GetAsync("/?search=Old+Mill&page=4");

        Assert.Equal("Events for “Old Mill”, page 4", seen.Heading);
        Assert.Equal("61 to 80 of 150 events", seen.Text("main > .quiet"));
        Assert.Equal(["Page 1", "Page 2", "Page 3", "Page 4", "Page 5", "…", "Page 8"], seen.Texts(".paging li"));
        Assert.Equal("Page 4", seen.Text("[aria-current=page]"));
        Assert.Equal("/?search=Old%20Mill&page=3", seen.One("a[rel=prev]").GetAttribute("href"));
        Assert.Equal("/?search=Old%20Mill&page=5", seen.One("a[rel=next]").GetAttribute("href"));
        Assert.Equal("Concert 81", (await Visitor.GetAsync(seen.One("a[rel=next]").GetAttribute("href")!)).Texts(".card h2")[0]);
    }

    [Theory]
    [InlineData(1, "1 to 20 of 41 events")]
    [InlineData(3, "41 of 41 events")]
    public async Task Says_which_of_how_many_a_page_shows(int page, string range)
    {
        Catalog.Add([.. Enumerable.Range(1, 41).Select(id => FakeCatalog.Concert(id))]);

        Assert.Equal(range, (await Visitor.GetAsync($"/?page={page}")).Text("main > .quiet"));
    }

    [Fact]
    public async Task The_first_and_the_last_page_lead_nowhere_beyond()
    {
        Catalog.Add([.. Enumerable.Range(1, 40).Select(id => FakeCatalog.Concert(id))]);

        Assert.Equal(["Page 1", "Page 2", "Next"], (await Visitor.GetAsync("/")).Texts(".paging li, .paging > a"));
        Assert.Equal(["Previous", "Page 1", "Page 2"], (await Visitor.GetAsync("/?page=2")).Texts(".paging li, .paging > a"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(2_000_000_000)]
    public async Task A_page_past_the_end_leads_back_to_the_last(int page)
    {
        var seen = await Visitor.GetAsync($"/?search=concert&page={page}");

        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.Equal("/?search=concert", seen.One("main .button").GetAttribute("href"));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-3")]
    [InlineData("0")]
    [InlineData("99999999999999999999")]
    [InlineData("1&search=concert%00")]
    public async Task A_page_that_is_no_number_is_the_first(string page) =>
        Assert.Equal(["Concert 1"], (await Visitor.GetAsync($"/?page={page}")).Texts(".card h2"));

    [Fact]
    public async Task A_search_without_matches_says_so_and_leads_on()
    {
        var seen = await Visitor.GetAsync("/?search=zither");

        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.Equal("Events for “zither”", seen.Heading);
        Assert.Equal("No event, venue or city matches. Check the spelling, or try fewer words.", seen.Text("main .sheet > p:first-child"));
        Assert.Equal("/", seen.One("main .button").GetAttribute("href"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("50% & more; a+b=c#d")]
    public async Task A_search_is_text_on_the_page_whatever_it_holds(string search)
    {
        Catalog.Add([.. Enumerable.Range(1, 30).Select(id => FakeCatalog.Concert(id) with { Venue = search })]);

        var seen = await Visitor.GetAsync($"/?search={Uri.EscapeDataString(search)}");

        Assert.Equal(search, seen.One("#search").GetAttribute("value"));
        Assert.Equal($"Events for “{search}”", seen.Heading);
        Assert.Equal($"{search}, Bergen", seen.Texts(".where")[0]);
        Assert.Empty(seen.Document.QuerySelectorAll("script, img"));
        Assert.Equal("Concert 21", (await Visitor.GetAsync(seen.One("a[rel=next]").GetAttribute("href")!)).Texts(".card h2")[0]);
    }

    [Fact]
    public async Task An_endless_search_is_cut()
    {
        var seen = await Visitor.GetAsync($"/?search={new string('a', 5000)}");

        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.Equal(new string('a', 100), seen.One("#search").GetAttribute("value"));
    }
}
