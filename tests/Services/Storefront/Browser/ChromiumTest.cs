using Microsoft.Playwright;

namespace Services.Storefront.Browser;

/// <summary>The shop in a real browser; each test has its own shop and its own windows.</summary>
[Collection(nameof(Chromium))]
public abstract class ChromiumTest(Chromium chromium) : ShopTest
{
    private readonly List<IBrowserContext> _contexts = [];

    public override ValueTask InitializeAsync()
    {
        _ = chromium.Browser;
        return base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var context in _contexts) await context.DisposeAsync();
        await base.DisposeAsync();
    }

    protected async Task<IPage> OpenAsync(string path, int width = 1280, bool script = true, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address,
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            JavaScriptEnabled = script,
            ColorScheme = scheme,
        });
        _contexts.Add(context);
        context.SetDefaultTimeout(15_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }
}
