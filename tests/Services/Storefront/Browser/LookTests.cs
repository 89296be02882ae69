using Microsoft.Playwright;

namespace Services.Storefront.Browser;

public sealed class LookTests(Chromium chromium) : ChromiumTest(chromium)
{
    public static TheoryData<string, int> Pages => new(
        from path in new[] { "/", "/?search=nothing+like+it", "/?page=7", "/events/1", "/events/2", "/orders/pending", "/nothing" }
        from width in new[] { 320, 360, 1280 }
        select (path, width));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task No_page_scrolls_sideways_or_breaks_a_policy(string path, int width)
    {
        Catalog.Add([.. Enumerable.Range(3, 160).Select(id => FakeCatalog.Concert(id))]);
        Catalog.Add(FakeCatalog.Concert(2) with { Name = "Donaudampfschifffahrtsgesellschaftskapitänsmützenkonzert", SeatsLeft = 0 });
        var complaints = new List<string>();
        var page = await OpenAsync("/favicon.ico", width);
        page.Console += (_, message) => { if (message.Type is "error" && !message.Text.Contains("404", StringComparison.Ordinal)) complaints.Add(message.Text); };

        await page.GotoAsync(path.Replace("pending", $"{Orders.Pending().Id}", StringComparison.Ordinal));

        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(complaints);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Text_contrasts_with_what_is_behind_it(ColorScheme scheme)
    {
        Catalog.Add(FakeCatalog.Concert(2) with { SeatsLeft = 2 }, FakeCatalog.Concert(3) with { SeatsLeft = 0 });
        foreach (var path in new[] { "/", "/events/1", "/events/3", $"/orders/{Orders.Pending().Id}", "/nothing" })
        {
            var page = await OpenAsync(path, scheme: scheme);
            // WCAG 2.2, 1.4.3: at least 4.5 to 1, https://www.w3.org/WAI/WCAG22/Understanding/contrast-minimum.html
            Assert.Empty(await page.EvaluateAsync<string[]>(Contrast));
        }
    }

    [Fact]
    public async Task Every_control_has_a_name_and_every_page_its_landmarks()
    {
        var page = await OpenAsync("/events/1");

        Assert.Equal(0, await page.EvaluateAsync<int>("[...document.querySelectorAll('input:not([type=hidden]), select')].filter(e => e.labels.length === 0).length"));
        foreach (var landmark in new[] { AriaRole.Banner, AriaRole.Search, AriaRole.Main, AriaRole.Contentinfo })
            Assert.Equal(1, await page.GetByRole(landmark).CountAsync());
        Assert.Equal("en", await page.GetAttributeAsync("html", "lang"));
    }

    private const string Contrast = """
        () => {
          const parse = text => text.match(/[\d.]+/g).map(Number);
          const channel = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
          const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
          const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c[3] !== 0) return c; } return [255, 255, 255]; };
          const hasText = e => [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim() !== "");
          return [...document.querySelectorAll("body *")].filter(e => hasText(e) && e.checkVisibility()).flatMap(e => {
            const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
            const ratio = (a + 0.05) / (b + 0.05);
            return ratio < 4.5 ? [`${e.tagName} ${e.className} ${e.textContent.trim()}: ${ratio.toFixed(2)}`] : [];
          });
        }
        """;
}
