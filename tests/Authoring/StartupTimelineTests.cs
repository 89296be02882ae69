using Parity.Authoring;

namespace Authoring;

public sealed class StartupTimelineTests
{
    [Fact]
    public void Ends_with_where_to_go()
    {
        var timeline = new StartupTimeline();
        timeline.Add("ingress");

        var said = timeline.Summarize(80, "ingress", "http://localhost:8080");

        Assert.Equal(("Everything is ready.", "  ingress:  http://localhost:8080"), (Lines(said)[0], Lines(said)[^1]));
    }

    [Fact]
    public void Sends_nobody_to_an_entry_that_failed()
    {
        var timeline = new StartupTimeline();
        timeline.Add("postgres");
        timeline.Fail("ingress", "failed to start");

        var said = timeline.Summarize(80, "ingress", "http://localhost:35821");

        Assert.Equal("Started with failures: ingress: failed to start. Their logs are on the dashboard and above.", Lines(said)[0]);
        Assert.StartsWith("  postgres ", Lines(said)[^1], StringComparison.Ordinal);
    }

    private static string[] Lines(string text) => text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
