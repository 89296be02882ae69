using Microsoft.Playwright;
using Parity.Model;
using Parity.Verification;

namespace EndToEnd;

/// <summary>The page of <c>parity --html</c> in a browser, as large as people will see it: many rows, long values, two sizes of a projector.</summary>
public sealed class ParityPageTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private static readonly string[] Environments = ["dev", "staging", "production"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("parity-page-");

    [Theory]
    [InlineData(1920, 1080)]
    [InlineData(1280, 720)]
    public async Task Filters_leave_the_rows_that_they_name_and_nothing_is_wider_than_the_screen(int width, int height)
    {
        var page = await OpenAsync(width, height);
        var rows = page.Locator("tbody tr:visible");
        await Assertions.Expect(rows).ToHaveCountAsync(Report.Differences.Count);
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Equal(20, await page.EvaluateAsync<double>("parseFloat(getComputedStyle(document.querySelector('tbody td')).fontSize)"));
        await Screenshot.SaveAsync(page, $"parity-{width}");

        await page.GetByLabel("Workload").SelectOptionAsync("workload-7");
        await Assertions.Expect(rows).ToHaveCountAsync(4);
        await page.GetByLabel("Severity").SelectOptionAsync("error");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(rows.First).ToContainTextAsync("error: undeclared");
        await Assertions.Expect(page.Locator("#shown")).ToHaveTextAsync($"1 of {Report.Differences.Count} shown");
        await Screenshot.SaveAsync(page, $"parity-{width}-filtered");

        await page.GetByLabel("Workload").SelectOptionAsync("");
        await page.GetByLabel("Text").FillAsync("WORKLOAD-3");
        await Assertions.Expect(rows).ToHaveCountAsync(Report.Differences.Count(difference => difference.Severity == DifferenceSeverity.Error && difference.Subject.StartsWith("workload-3", StringComparison.Ordinal)));
        await page.GetByLabel("Text").FillAsync("nothing has this");
        await Assertions.Expect(page.GetByText("Nothing matches the filter.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_environments_stay_in_sight_at_the_last_row_and_places_open_with_a_click()
    {
        var page = await OpenAsync(1280, 720);
        await page.Locator("tbody tr").Last.ScrollIntoViewIfNeededAsync();

        Assert.Equal(0, await page.EvaluateAsync<int>("Math.round(document.querySelector('thead th').getBoundingClientRect().top)"));
        await page.GetByText("2 places").Last.ClickAsync();
        await Assertions.Expect(page.Locator("details[open] li").First).ToHaveTextAsync("workload-39/deployment spec.replicas");
        await Screenshot.SaveAsync(page, "parity-places");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<IPage> OpenAsync(int width, int height)
    {
        var file = Path.Combine(folder.FullName, "parity.html");
        await File.WriteAllTextAsync(file, ParityPage.Write(Report, "tickets: parity of dev, staging, production"), TestContext.Current.CancellationToken);
        var page = await browser.OpenAsync(new Uri(file));
        await page.SetViewportSizeAsync(width, height);
        return page;
    }

    private static ParityReport Report { get; } = new([.. Environments], [.. Enumerable.Range(0, 40).SelectMany(Of).OrderByDescending(difference => difference.Severity)], 12_345);

    private static IEnumerable<Difference> Of(int number)
    {
        var workload = $"workload-{number}";
        yield return Difference(workload, "replicas", DifferenceKind.Declared, DifferenceSeverity.Notice, environment => $"{environment.Length}", "dev is one small machine", $"{workload}/deployment spec.replicas", $"{workload}/poddisruptionbudget");
        yield return Difference(workload, "setting ConnectionStrings__a_rather_long_key_of_a_service_that_somebody_else_wrote", DifferenceKind.Declared, DifferenceSeverity.Notice, environment => string.Concat(Enumerable.Repeat($"{environment}=0123456789abcdef;", 20)), "the provider names it");
        yield return Difference(workload, $"{workload}/deployment metadata.annotations.note", DifferenceKind.Undeclared, DifferenceSeverity.Warning, environment => environment, "Nothing in the model says that it differs.");
        yield return Difference(workload, $"{workload}/deployment spec.template.spec.containers[{workload}].image", DifferenceKind.Undeclared, DifferenceSeverity.Error, environment => $"registry.example.com/{environment}/{workload}@sha256:{new string('a', 64)}", "Nothing in the model says that it differs: declare the difference with its reason, or make it equal.");
    }

    private static Difference Difference(string subject, string leaf, DifferenceKind kind, DifferenceSeverity severity, Func<string, string> value, string reason, params string[] places) =>
        new() { Subject = subject, Leaf = leaf, Kind = kind, Severity = severity, Values = Environments.ToMap(environment => environment, value), Reason = reason, Places = [.. places] };
}
