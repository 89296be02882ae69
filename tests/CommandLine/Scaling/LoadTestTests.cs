using System.Text.Json;
using System.Xml.Linq;
using Aspire.Hosting;
using Scaling.Load;

namespace CommandLine.Scaling;

/// <summary><c>loadtest</c> as a person types it, against a small server.</summary>
public sealed class LoadTestTests : IDisposable
{
    private readonly Checkout checkout = new();
    private readonly SmallServer server = new("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

    public void Dispose()
    {
        server.Dispose();
        checkout.Dispose();
    }

    [Fact]
    public async Task A_run_leaves_reports_for_people_GitLab_and_a_later_run()
    {
        var first = Path.Combine(checkout.Root, "first");
        var second = Path.Combine(checkout.Root, "second");

        var before = await RunAsync("--target", server.Url.ToString(), "--profile", "constant", "--rate", "20", "--duration", "2", "--errors", "0", "--output", first);
        var after = await RunAsync("--target", server.Url.ToString(), "--profile", Path.Combine(first, "report.json"), "--compare", Path.Combine(first, "report.json"), "--output", second);

        Assert.Equal((0, 0), (before.ExitCode, after.ExitCode));
        using var report = JsonDocument.Parse(File.ReadAllText(Path.Combine(second, "report.json")));
        Assert.Equal(40, report.RootElement.GetProperty("intended").GetInt64());
        Assert.Equal(2, File.ReadAllText(Path.Combine(second, "report.html")).Split("<section>").Length - 1);
        Assert.Equal("testsuites", XDocument.Load(Path.Combine(second, "junit.xml")).Root!.Name.LocalName);
        using var gitLab = JsonDocument.Parse(File.ReadAllText(Path.Combine(second, "load-performance.json")));
        Assert.True(gitLab.RootElement.TryGetProperty("metrics", out _));
    }

    [Fact]
    public async Task A_missed_objective_is_said_and_fails()
    {
        var said = await RunAsync("--target", server.Url.ToString(), "--profile", "constant", "--rate", "20", "--duration", "1", "--p95", "0.000001");

        Assert.Equal(1, said.ExitCode);
        Assert.Contains("missed: p95 ms", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bounds_of_a_run_hold()
    {
        var said = await RunAsync("--target", server.Url.ToString(), "--profile", "constant", "--rate", "1000", "--duration", "3600", "--max-requests", "50", "--json");

        using var report = JsonDocument.Parse(said.Output);
        Assert.Equal(50, report.RootElement.GetProperty("intended").GetInt64());
    }

    [Theory]
    [InlineData("https://tickets.example.org", "neither loopback nor a host of an environment")]
    [InlineData("ftp://localhost", "it is not http(s)://host[:port]")]
    [InlineData("http://localhost.example.org", "neither loopback nor a host of an environment")]
    public async Task Nothing_but_this_machine_and_the_environments_of_the_model_is_loaded(string target, string reason)
    {
        var said = await RunAsync("--target", target, "--profile", "constant", "--duration", "1");

        Assert.Equal((2, ""), (said.ExitCode, said.Output));
        Assert.Contains(reason, said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_at_the_target_is_no_result()
    {
        server.Dispose();

        var said = await RunAsync("--target", server.Url.ToString(), "--profile", "constant", "--rate", "5", "--duration", "1");

        Assert.Equal(2, said.ExitCode);
        Assert.Contains("nothing answered", said.Error, StringComparison.Ordinal);
    }

    private Task<Said> RunAsync(params string[] arguments) => checkout.RunAsync(
        builder =>
        {
            builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop");
            builder.AddContainer("orders", "orders");
        },
        ["loadtest", .. arguments]);
}
