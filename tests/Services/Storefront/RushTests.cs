using System.Net;

namespace Services.Storefront;

public sealed class RushTests : ShopTest
{
    [Fact]
    public async Task A_thousand_visitors_of_one_event_ask_the_catalog_a_few_times()
    {
        Catalog.Delay = TimeSpan.FromMilliseconds(50);

        var seen = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Visitor.GetAsync("/events/1")));

        Assert.All(seen, page => Assert.Equal((HttpStatusCode.OK, "Concert 1"), (page.Status, page.Heading)));
        Assert.Equal(1000, seen.Select(page => page.Value("key")).Distinct().Count());
        // Once a second; the bound leaves room for a machine that needs many seconds for this.
        Assert.InRange(Catalog.Calls, 1, 20);
    }

    [Fact]
    public async Task An_outage_is_not_remembered()
    {
        Catalog.Overload();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Visitor.GetAsync("/events/1")).Status);

        Catalog.Fault = null;

        Assert.Equal(HttpStatusCode.OK, (await Visitor.GetAsync("/events/1")).Status);
    }
}
