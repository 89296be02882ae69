using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CommandLine.Delivery;

/// <summary>The product's own system, deployed to a real API server by the program as it is shipped: what a pipeline and a person see.</summary>
[Collection(Tickets.Collection)]
public sealed partial class AppHostDeliveryTests
{
    private static readonly Dictionary<string, string> None = [];
    private static readonly Dictionary<string, string> GitLab = new() { ["GITLAB_CI"] = "true" };

    [Fact]
    public async Task A_pipeline_gets_sections_and_a_report_a_person_a_table_that_changes_and_Ctrl_C_restores()
    {
        await using var cluster = RealCluster.Start();
        await cluster.ServeAllKindsAsync();
        await Tickets.AddDevAsync(cluster);
        var folder = Directory.CreateTempSubdirectory("delivery").FullName;
        var (images, report) = (Path.Combine(folder, "images.json"), Path.Combine(folder, "deploy.xml"));
        string[] deploy = ["deploy", "--environment", "dev", "--images", images, "--junit", report, .. cluster.Options];

        await Tickets.ImagesAsync(images, 'a');
        using (var first = AppHostProcess.Start(GitLab, deploy))
        {
            Assert.True(await first.EndAsync() == 0, first.Said);
            Assert.Contains("dev: release 1 is in place", first.Said, StringComparison.Ordinal);
            // Each section is opened, and closed before the next one.
            var marks = Mark().Matches(first.Said).Select(mark => (mark.Groups[1].Value, mark.Groups[2].Value)).ToArray();
            Assert.Contains(("start", "preflight"), marks);
            Assert.Contains(marks, mark => mark.Item1 == "start" && mark.Item2.StartsWith("stage_1_of_", StringComparison.Ordinal));
            Assert.Equal(marks.Where(mark => mark.Item1 == "start").Select(mark => mark.Item2), marks.Where(mark => mark.Item1 == "end").Select(mark => mark.Item2));
            Assert.Equal(Enumerable.Repeat<string[]>(["start", "end"], marks.Length / 2).SelectMany(pair => pair), marks.Select(mark => mark.Item1));
        }

        var suite = XDocument.Load(report).Root!.Element("testsuite")!;
        Assert.Equal(("deploy dev", "0"), ((string)suite.Attribute("name")!, (string)suite.Attribute("failures")!));
        Assert.Contains("preflight", suite.Elements("testcase").Select(one => (string)one.Attribute("name")!));

        await Tickets.ImagesAsync(images, 'b');
        using (var second = AppHostProcess.StartOnTerminal(deploy))
        {
            Assert.True(await second.EndAsync() == 0, second.Said);
            Assert.Contains("release 2 is in place", second.Said, StringComparison.Ordinal);
            Assert.Contains("workload", second.Said, StringComparison.Ordinal);
            Assert.Matches("[0-9]+ of [0-9]+ ready after 0:[0-9]+", second.Said);
            Assert.Contains("Deployment/orders", second.Said, StringComparison.Ordinal);
            // The table is drawn again where it stands.
            Assert.Matches("\u001b\\[[0-9]+A", second.Said);
            Assert.DoesNotMatch("section_start", second.Said);
        }

        await Tickets.ImagesAsync(images, 'c');
        using (var third = AppHostProcess.Start(None, deploy))
        {
            await third.SaysAsync("Deployment/orders changed");
            third.Interrupt();
            Assert.True(await third.EndAsync() == 1, third.Said);
            Assert.Contains("interrupted", third.Said, StringComparison.Ordinal);
            Assert.Contains("dev: failed; release 2 runs again", third.Said, StringComparison.Ordinal);
            Assert.DoesNotMatch("section_start|not-shown|\u001b", third.Said);
        }

        Assert.EndsWith(new string('b', 64), await cluster.ImageAsync("tickets-dev", "orders"), StringComparison.Ordinal);
        Assert.Single(XDocument.Load(report).Descendants("testcase"), one => (string)one.Attribute("classname")! == "deploy dev.deploy" && one.Element("failure") is not null);
        await WatchAsync(cluster);
        Directory.Delete(folder, recursive: true);
    }

    // What comes and goes while somebody looks.
    private static async Task WatchAsync(RealCluster cluster)
    {
        const string Orders = "api/v1/namespaces/tickets-dev/services/orders";
        using var watch = AppHostProcess.Start(None, ["drift", "--environment", "dev", "--watch", "--every", "1", .. cluster.Options]);
        await watch.SaysAsync("everything is as the model says; watching");

        await cluster.ByHandAsync(Orders, """{"apiVersion":"v1","kind":"Service","metadata":{"name":"orders","labels":{"touched":"yes"}}}""");
        await watch.SaysAsync("drifted: Service/orders metadata.labels.touched: model '', live 'yes', changed by somebody at ");
        await cluster.ByHandAsync(Orders, """{"apiVersion":"v1","kind":"Service","metadata":{"name":"orders"}}""");
        await watch.SaysAsync("returned: Service/orders metadata.labels.touched");

        watch.Interrupt();
        Assert.True(await watch.EndAsync() == 0, watch.Said);
    }

    // ESC [0K section_start:1560896352:my_first_section CR ESC [0K Header
    [GeneratedRegex(@"section_(start|end):[0-9]+:([a-z0-9_]+)")]
    private static partial Regex Mark();
}
