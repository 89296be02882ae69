using System.Net;
using Services.Infrastructure;

namespace Services.Storefront;

public sealed class CrowdTests : ShopTest
{
    protected override string[] Settings => [.. base.Settings[..^1], "Overload:LeastLimit=1", "Overload:InitialLimit=1", "Overload:MostLimit=1", "Overload:QueueLength=0"];

    [Fact]
    public async Task A_visitor_too_many_sees_a_page_that_says_when_to_come_back()
    {
        Catalog.Delay = TimeSpan.FromSeconds(5);
        var first = Visitor.GetAsync("/events/1");

        await Eventually.True(() => Task.FromResult(Catalog.Calls > 0));

        var seen = await Browse();

        Assert.Equal((HttpStatusCode.TooManyRequests, "The shop is very busy"), (seen.Status, seen.Heading));
        Assert.InRange(int.Parse(seen.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 3);
        await first;
    }

    private Task<Seen> Browse()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml");
        return Visitor.SendAsync(request);
    }
}
