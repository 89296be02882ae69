using Microsoft.Playwright;

namespace Services.Storefront.Browser;

/// <summary>Debian's chromium, started once for all tests that need a browser. Nothing is downloaded: Playwright only drives it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The browser; without one the test is skipped.</summary>
    public IBrowser Browser
    {
        get
        {
            if (_browser is null) Assert.Skip($"{Executable} is missing; install it with: apt-get update && apt-get install -y chromium");
            return _browser;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable)) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

[CollectionDefinition(nameof(Chromium))]
public sealed class ChromiumTests : ICollectionFixture<Chromium>;
