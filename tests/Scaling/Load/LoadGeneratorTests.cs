using Parity.Load;
using Parity.Scaling.Simulation;

namespace Scaling.Load;

public class LoadGeneratorTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Fact]
    public async Task Requests_that_a_frozen_server_kept_waiting_count_from_when_they_were_due()
    {
        using var server = new SmallServer(Ok);
        var seconds = 0;
        var generator = new LoadGenerator(Plan(server.Url, seconds: 5, rate: 100), _ =>
        {
            seconds++;
            if (seconds == 2) server.Freeze();
            if (seconds == 3) server.Thaw();
        });

        var report = await generator.RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal((500, 500, 0), (report.Intended, report.Answered, report.Errors));
        // A fifth of the requests waited evenly from nothing to a second; a generator that waits for answers would see one of them.
        Assert.True(report.Latency.P95 > 500, $"p95 is {report.Latency.P95} ms");
        Assert.True(report.Latency.Max > 900, $"max is {report.Latency.Max} ms");
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n10;x=y\r\n0123456789abcdef\r\n0\r\nTrailer: x\r\n\r\n", "")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", "")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n", "")]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "status 503")]
    [InlineData("SSH-2.0-OpenSSH\r\n\r\n", "connection broken off")]
    public async Task Every_kind_of_answer_is_read_to_its_end(string answer, string error)
    {
        using var server = new SmallServer(answer);

        var report = await new LoadGenerator(Plan(server.Url, seconds: 1, rate: 20)).RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal((20, 20), (report.Intended, report.Answered));
        Assert.Equal(error.Length == 0 ? [] : new Dictionary<string, long> { [error] = 20 }, report.ErrorKinds);
    }

    [Fact]
    public async Task A_server_that_is_not_there_and_one_that_never_answers_are_errors()
    {
        Uri gone;
        using (var server = new SmallServer(Ok)) gone = server.Url;
        using var silent = new SmallServer(Ok);
        silent.Freeze();

        var refused = await new LoadGenerator(Plan(gone, seconds: 1, rate: 10)).RunAsync(TestContext.Current.CancellationToken);
        var late = await new LoadGenerator(Plan(silent.Url, seconds: 1, rate: 10) with { Timeout = TimeSpan.FromSeconds(1) }).RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new Dictionary<string, long> { ["connection refused"] = 10 }, refused.ErrorKinds);
        Assert.Equal(new Dictionary<string, long> { ["timeout"] = 10 }, late.ErrorKinds);
        Assert.False(late.Objectives.Single().Holds);
    }

    [Fact]
    public async Task It_ends_after_the_most_requests_that_are_allowed_and_at_most_as_many_are_in_flight()
    {
        using var server = new SmallServer(Ok);

        var report = await new LoadGenerator(Plan(server.Url, seconds: 60, rate: 500) with { MaxRequests = 300, MaxInFlight = 2 }).RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal((300, 300, 0), (report.Intended, report.Answered, report.Errors));
    }

    [Fact]
    public async Task Scenarios_share_the_load_by_their_weights()
    {
        using var server = new SmallServer(Ok);
        var scenarios = Scenario.ReadAll("""[{"name":"often","path":"/a","weight":3},{"name":"seldom","path":"/b?x={id}","method":"POST","body":"{id}","weight":1}]""");

        var report = await new LoadGenerator(Plan(server.Url, seconds: 2, rate: 500) with { Scenarios = scenarios }).RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1000, report.Scenarios.Sum(scenario => scenario.Answered));
        Assert.InRange(report.Scenarios[0].Answered, 650, 850);
    }

    [Theory]
    [InlineData("[]", "There is no scenario")]
    [InlineData("""[{"name":"x","path":"http://elsewhere/"}]""", "begins with /")]
    [InlineData("""[{"name":"x","path":"/","headers":{"a":"b\r\nc: d"}}]""", "no blanks and line ends")]
    [InlineData("{", "Not scenarios")]
    public void Scenarios_that_cannot_be_sent_are_refused(string json, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => Scenario.ReadAll(json)).Message, StringComparison.Ordinal);

    private static LoadPlan Plan(Uri target, int seconds, double rate) => new()
    {
        Name = "run",
        Target = target,
        Profile = "constant",
        Trace = new ArrivalTrace(TimeSpan.FromSeconds(1), [.. Enumerable.Repeat(rate, seconds)]),
        Scenarios = [new("/", "/")],
        ErrorLimit = 0.001,
    };
}
