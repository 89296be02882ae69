using Microsoft.Playwright;

namespace EndToEnd;

/// <summary>What a test saw, kept under artifacts/screenshots for people to look at.</summary>
internal static class Screenshot
{
    public static Task SaveAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(LocalSystem.Root, "artifacts/screenshots", $"{name}.png") });
}
