using Microsoft.Playwright;

namespace Services.Storefront.Browser;

public sealed class StatusTests(Chromium chromium) : ChromiumTest(chromium)
{
    [Theory]
    [InlineData("confirmed", "Your order is confirmed")]
    [InlineData("released", "Your order was released")]
    public async Task The_status_updates_itself_and_is_said_aloud(string status, string heading)
    {
        var page = await OpenAsync($"/orders/{Orders.Pending().Id}");
        await page.EvaluateAsync("window.sameDocument = true");

        Orders.SettleAll(status);

        await page.GetByRole(AriaRole.Heading, new() { Name = heading }).WaitForAsync();
        Assert.Equal(heading, await page.GetByRole(AriaRole.Status).TextContentAsync());
        Assert.Equal($"{heading} – Front Row", await page.TitleAsync());
        Assert.True(await page.EvaluateAsync<bool>("window.sameDocument"));
    }

    [Fact]
    public async Task A_settled_order_is_not_asked_for_again()
    {
        var page = await OpenAsync($"/orders/{Orders.Pending().Id}");
        Orders.SettleAll("confirmed");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Your order is confirmed" }).WaitForAsync();

        var calls = Orders.Calls;
        await Task.Delay(TimeSpan.FromSeconds(3), Cancellation);

        Assert.Equal(calls, Orders.Calls);
    }

    [Fact]
    public async Task The_focus_is_not_lost_when_what_had_it_goes()
    {
        var page = await OpenAsync($"/orders/{Orders.Pending().Id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel the order" }).FocusAsync();

        Orders.SettleAll("confirmed");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Your order is confirmed" }).WaitForAsync();

        Assert.Equal("Your order is confirmed", await page.EvaluateAsync<string>("document.activeElement.textContent"));
    }

    [Fact]
    public async Task An_outage_is_told_and_survived()
    {
        var page = await OpenAsync($"/orders/{Orders.Pending().Id}");

        Orders.Overload(retryAfter: 1);
        await page.GetByText("The shop is not answering.").WaitForAsync();
        Orders.SettleAll("confirmed");
        Orders.Fault = null;

        await page.GetByRole(AriaRole.Heading, new() { Name = "Your order is confirmed" }).WaitForAsync();
        Assert.False(await page.GetByText("The shop is not answering.").IsVisibleAsync());
    }
}
