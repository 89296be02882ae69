using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
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
    public async Task A_name_with_an_address_where_nobody_listens_leads_to_the_other_one()
    {
        using var server = new SmallServer(Ok);

        var report = await new LoadGenerator(Plan(new($"http://localhost:{server.Url.Port}"), seconds: 1, rate: 20)).RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal((20, 0), (report.Answered, report.Errors));
    }

    [Fact]
    public async Task A_request_that_does_not_fit_into_the_systems_buffers_is_sent_to_its_end()
    {
        const int Size = 20_000_000;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var received = ReceiveAsync(listener, Size);
        var scenario = new Scenario("large", "/", Method: "PUT", Body: new string('x', Size));

        var report = await new LoadGenerator(Plan(new($"http://{listener.LocalEndpoint}"), seconds: 1, rate: 1) with { Scenarios = [scenario] }).RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal((1, 0), (report.Answered, report.Errors));
        Assert.InRange(await received, Size + 1, Size + 200);
    }

    private static async Task<int> ReceiveAsync(TcpListener listener, int body)
    {
        using var client = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        var buffer = new byte[65536];
        var total = 0;
        while (total <= body) total += await client.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        await client.SendAsync(Encoding.ASCII.GetBytes(Ok), TestContext.Current.CancellationToken);
        return total;
    }

    [Fact]
    public async Task A_connection_that_the_server_closed_while_it_was_idle_is_not_used_again()
    {
        using var server = new SmallServer(Ok) { Idle = TimeSpan.FromMilliseconds(500) };
        var plan = Plan(server.Url, seconds: 1, rate: 1) with { Trace = new ArrivalTrace(TimeSpan.FromSeconds(1), [5, 0, 0, 5]) };

        var report = await new LoadGenerator(plan).RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal((10, 0), (report.Answered, report.Errors));
    }

    // Over TLS, and where the system cannot be asked about many sockets at once.
    [Fact]
    public async Task Streams_do_the_same_as_polled_sockets()
    {
        using var server = new SmallServer("HTTP/1.1 503 No\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
        var plan = Plan(server.Url, seconds: 1, rate: 1) with { MaxInFlight = 2 };
        var recording = new Recording(plan.Scenarios);
        var streams = new StreamExchanges(plan, recording);

        for (var sent = 0; sent < 20; sent++) streams.Send(0, Stopwatch.GetTimestamp());
        while (recording.Answered < 20 || streams.InFlight > 0) streams.WaitUntil(Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 100), TestContext.Current.CancellationToken);
        streams.End();

        Assert.Equal(new Dictionary<string, long> { ["status 503"] = 20 }, recording.ToReport(plan, default, 1, 0, default).ErrorKinds);
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
