using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Services.Infrastructure;

namespace Services.Storefront;

public sealed class OutageTests : ShopTest
{
    protected override string[] Settings => ["Catalog:Timeout=2s", "Orders:Timeout=2s", "Http:RequestTimeout=60s"];

    [Fact]
    public async Task Without_a_catalog_the_list_is_missing_and_the_search_stays()
    {
        await Catalog.StopAsync();

        var seen = await Visitor.GetAsync("/?search=jazz&page=2");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (seen.Status, seen.Headers["Retry-After"]));
        Assert.Equal("jazz", seen.One("#search").GetAttribute("value"));
        Assert.Equal("/?search=jazz&page=2", seen.One("[role=alert] a").GetAttribute("href"));
    }

    [Fact]
    public async Task An_event_without_a_catalog_is_busy_not_missing()
    {
        Catalog.Overload(retryAfter: 9);

        var seen = await Visitor.GetAsync("/events/1");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "9"), (seen.Status, seen.Headers["Retry-After"]));
        Assert.Equal("/events/1", seen.One("main .button").GetAttribute("href"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/events/1")]
    public async Task A_slow_catalog_keeps_nobody_waiting(string path)
    {
        Catalog.Delay = TimeSpan.FromMinutes(1);
        var clock = Stopwatch.StartNew();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Visitor.GetAsync(path)).Status);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task A_catalog_that_stops_in_the_middle_of_its_answer_keeps_nobody_waiting()
    {
        Catalog.Fault = async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("{ \"items\": [", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Visitor.GetAsync("/")).Status);
    }

    [Theory]
    [InlineData("<html>a proxy's page</html>")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task An_answer_that_makes_no_sense_is_an_outage(string answer)
    {
        Catalog.Fault = context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(answer, context.RequestAborted);
        };

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Visitor.GetAsync("/events/1")).Status);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Busy_orders_are_told_and_the_form_can_be_sent_again_as_the_same_order(int status)
    {
        var form = await Visitor.GetAsync("/events/1");
        Orders.Overload(status);

        var busy = await Visitor.SubmitAsync(form, "2", "ada@example.org");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "7"), (busy.Status, busy.Headers["Retry-After"]));
        Assert.Equal((form.Value("key"), "2", "ada@example.org"), (busy.Value("key"), busy.Value("quantity"), busy.Value("email")));
        Assert.Equal(1, Orders.Calls);
        Orders.Fault = null;
        Assert.Equal(HttpStatusCode.SeeOther, (await Visitor.SubmitAsync(busy, "2", "ada@example.org")).Status);
    }

    [Fact]
    public async Task An_order_whose_answer_is_lost_is_sent_once_and_again_only_by_the_visitor()
    {
        var form = await Visitor.GetAsync("/events/1");
        Orders.Delay = TimeSpan.FromMinutes(1);

        var lost = await Visitor.SubmitAsync(form, "2", "ada@example.org");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, form.Value("key")), (lost.Status, lost.Value("key")));
        Assert.Equal(1, Orders.Calls);
    }

    [Fact]
    public async Task The_form_survives_both_services_being_down()
    {
        var form = await Visitor.GetAsync("/events/1");
        await Catalog.StopAsync();
        await Orders.StopAsync();

        var seen = await Visitor.SubmitAsync(form, "2", "ada@example.org");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, seen.Status);
        Assert.Equal((form.Value("key"), "2", "ada@example.org"), (seen.Value("key"), seen.Value("quantity"), seen.Value("email")));
    }

    [Fact]
    public async Task An_order_is_shown_without_its_event_while_the_catalog_is_down()
    {
        var order = Orders.Pending();
        await Catalog.StopAsync();

        var seen = await Visitor.GetAsync($"/orders/{order.Id}");

        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.Equal(["See the event", "2 tickets", "€99.00", "ada@example.org", $"{order.Id}"], seen.Texts(".facts dd"));
    }

    [Fact]
    public async Task An_order_that_cannot_be_read_is_safe_and_its_page_tries_again()
    {
        var order = Orders.Pending();
        Orders.Overload();

        var seen = await Visitor.GetAsync($"/orders/{order.Id}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, seen.Status);
        Assert.Equal($"/orders/{order.Id}", seen.One("main .button").GetAttribute("href"));
        Assert.Equal("10", seen.One("meta[http-equiv=refresh]").GetAttribute("content"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "7"), await StatusAsync());

        async Task<(HttpStatusCode, string)> StatusAsync() => await Visitor.GetAsync($"/orders/{order.Id}/status") is var status ? (status.Status, status.Headers["Retry-After"]) : default;
    }

    [Fact]
    public async Task The_shop_is_ready_whatever_its_services_do()
    {
        await Catalog.StopAsync();
        await Orders.StopAsync();

        // Not while it still asks itself for pages, which it does for seconds at most.
        await Eventually.Equal(HttpStatusCode.OK, async () => (await Visitor.GetAsync("/ready")).Status);
    }
}
