using System.Diagnostics;
using Microsoft.Playwright;

namespace EndToEnd;

public sealed class ShopTests(RunningSystem running, Browser browser) : IClassFixture<RunningSystem>, IClassFixture<Browser>
{
    private const float Patience = 60_000; // ms

    [Fact]
    public async Task A_ticket_is_bought_in_a_browser_and_the_page_shows_its_confirmation()
    {
        var page = await browser.OpenAsync(running.System.Shop);

        await BuyAsync(page, "someone@example.com");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your order is confirmed" })).ToBeVisibleAsync(new() { Timeout = Patience });
    }

    [Fact]
    public async Task A_declined_payment_releases_the_seats_and_says_so()
    {
        var page = await browser.OpenAsync(running.System.Shop);

        await BuyAsync(page, "declined@example.com");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your order was released" })).ToBeVisibleAsync(new() { Timeout = Patience });
    }

    [Fact]
    public async Task The_order_is_one_trace_from_the_page_to_the_payment_in_the_dashboard()
    {
        var page = await browser.OpenAsync(running.System.Shop);
        await BuyAsync(page, "traced@example.com");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your order is confirmed" })).ToBeVisibleAsync(new() { Timeout = Patience });

        var dashboard = await browser.OpenAsync(running.System.Dashboard);
        await dashboard.GotoAsync(new Uri(running.System.Dashboard, "/traces").ToString());
        var trace = dashboard.GetByText("ingress: POST").First;
        await Assertions.Expect(trace).ToBeVisibleAsync(new() { Timeout = Patience });
        await Screenshot.SaveAsync(dashboard, "traces");
        await trace.ClickAsync();

        foreach (var service in new[] { "ingress", "storefront", "orders", "fulfillment", "payments" })
            await Assertions.Expect(dashboard.GetByText(service).First).ToBeVisibleAsync(new() { Timeout = Patience });
        await Screenshot.SaveAsync(dashboard, "trace");
    }

    [Fact]
    public async Task The_dashboard_shows_every_resource_as_running()
    {
        var page = await browser.OpenAsync(running.System.Dashboard);

        foreach (var resource in new[] { "postgres", "cache", "catalog", "orders", "fulfillment", "payments", "storefront", "ingress" })
            await Assertions.Expect(page.GetByText(resource).First).ToBeVisibleAsync(new() { Timeout = Patience });
        await Assertions.Expect(page.GetByText("Finished").First).ToBeVisibleAsync();
        await Screenshot.SaveAsync(page, "resources");
    }

    private static async Task BuyAsync(IPage page, string email)
    {
        // Right after the start the first page may say that events cannot be shown yet; a person loads it again.
        var tickets = page.GetByRole(AriaRole.Article).GetByRole(AriaRole.Link).First;
        for (var watch = Stopwatch.StartNew(); await tickets.CountAsync() == 0 && watch.ElapsedMilliseconds < Patience; await page.ReloadAsync())
            await Task.Delay(500, TestContext.Current.CancellationToken);
        await tickets.ClickAsync();
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Buy tickets" }).ClickAsync();
    }
}
