using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Services.Storefront.Browser;

public sealed class PurchaseTests(Chromium chromium) : ChromiumTest(chromium)
{
    [Fact]
    public async Task Tickets_are_bought_with_the_keyboard_alone()
    {
        var page = await OpenAsync("/");

        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to content", await FocusedAsync(page));
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, "Concert 1");
        await page.Keyboard.PressAsync("Enter");
        await ArriveAsync(page, "/events/1$");
        await TabToAsync(page, "quantity");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("ada@example.org");
        await page.Keyboard.PressAsync("Enter");

        await ArriveAsync(page, "/orders/[^/]+$");
        Assert.Equal([(1L, 2, "ada@example.org")], Orders.Bought);
    }

    [Fact]
    public async Task Whatever_has_the_focus_shows_it()
    {
        var page = await OpenAsync("/events/1");

        foreach (var _ in Enumerable.Range(0, 8))
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.Equal("solid 3px", await page.EvaluateAsync<string>("(s => s.outlineStyle + ' ' + s.outlineWidth)(getComputedStyle(document.activeElement))"));
        }
    }

    [Fact]
    public async Task Tickets_are_bought_without_a_script_and_the_status_follows()
    {
        var page = await OpenAsync("/?search=concert", width: 360, script: false);

        await page.GetByRole(AriaRole.Link, new() { Name = "Concert 1" }).ClickAsync();
        await page.GetByLabel("Tickets", new() { Exact = true }).SelectOptionAsync("3");
        await page.GetByLabel("Email").FillAsync("ada@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Buy tickets" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "We are confirming your order" }).WaitForAsync();
        Orders.SettleAll("confirmed");

        await page.GetByRole(AriaRole.Heading, new() { Name = "Your order is confirmed" }).WaitForAsync();
        Assert.Equal([(1L, 3, "ada@example.org")], Orders.Bought);
    }

    [Fact]
    public async Task A_double_click_and_the_way_back_are_one_order()
    {
        var page = await OpenAsync("/events/1");

        await page.GetByLabel("Email").FillAsync("ada@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Buy tickets" }).DblClickAsync();
        await ArriveAsync(page, "/orders/[^/]+$");

        Assert.Equal([(1L, 1, "ada@example.org")], Orders.Bought);
    }

    [Fact]
    public async Task A_mistake_takes_the_focus_to_its_field()
    {
        var page = await OpenAsync("/events/1");

        await page.GetByLabel("Email").FillAsync("ada@localhost");
        Orders.Fault = context => Microsoft.AspNetCore.Http.Results
            .ValidationProblem(new Dictionary<string, string[]> { ["Email"] = ["We cannot send there."] }).ExecuteAsync(context);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("We cannot send there.").WaitForAsync();

        Assert.Equal("email", await FocusedAsync(page));
        Assert.Equal("ada@localhost", await page.GetByLabel("Email").InputValueAsync());
    }

    // Looks at the address again and again: WaitForURLAsync follows one navigation, and a second click or a quick page ends that unseen.
    private static Task ArriveAsync(IPage page, string address) =>
        Assertions.Expect(page).ToHaveURLAsync(new Regex(address), new() { Timeout = 30_000 });

    private static async Task TabToAsync(IPage page, string name)
    {
        for (var i = 0; i < 30 && await FocusedAsync(page) != name; i++) await page.Keyboard.PressAsync("Tab");
        Assert.Equal(name, await FocusedAsync(page));
    }

    private static Task<string> FocusedAsync(IPage page) =>
        page.EvaluateAsync<string>("document.activeElement.id || document.activeElement.textContent.trim()");
}
