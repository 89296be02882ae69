using Parity.Emission;
using Parity.Model;
using Parity.Verification.Routing;

namespace Conformance;

public sealed class FeatureTests
{
    public static TheoryData<string, string> Rows => [.. from feature in RouteFeature.All from target in RenderedTarget.Kinds.Keys select (feature.Name, target)];

    [Fact]
    public void The_support_table_is_current()
    {
        var path = Path.Combine(Root(), "docs", "features.md");
        var expected = FeaturesPage.Write();
        var found = File.Exists(path) ? File.ReadAllText(path) : "";
        // Rewriting still fails, so that the difference is looked at.
        if (found != expected && System.Environment.GetEnvironmentVariable("PARITY_UPDATE") == "1") File.WriteAllText(path, expected);

        Assert.Equal(expected, found);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_feature_is_native_where_every_request_agrees_and_says_so_where_one_may_not(string feature, string target)
    {
        var sample = RouteFeature.All.Single(each => each.Name == feature).Sample;
        Assert.Equal([], sample.Check());
        var rendered = RenderedTarget.Of(target, RenderedTarget.Kinds[target], sample);
        if (rendered.Interpreter is null) return; // refused, by a code that the table names

        foreach (var row in RouteProbes.Of(sample))
        {
            var (meant, got) = (Outcome.Of(sample, row.Request), rendered.Interpreter.Answer(row.Request));
            if (rendered.Support is RouteSupport.Native) Assert.Equal(meant, got);
            else Assert.True(meant == got || RenderingTests.Concerned(sample, rendered, row.Request), $"{row.Request}: {meant}, got {got}");
        }
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "System.sln"))) directory = directory.Parent;
        return directory!.FullName;
    }
}
