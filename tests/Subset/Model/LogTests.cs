using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Subset.Model;

public sealed class LogTests : IDisposable
{
    private readonly Queue _jobs = new("jobs");
    private readonly ResourceLoggerService _service = new() { TimeProvider = new FixedTime() };

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task A_reader_gets_what_was_written_and_then_what_is_written_until_the_end()
    {
        var logger = _service.GetLogger(_jobs);
        logger.LogInformation("one");
        var reading = ReadAsync(_service.WatchAsync(_jobs));
        logger.LogError(new InvalidOperationException("broken"), "two");
        _service.Write("jobs", null, "three", isError: false);
        _service.Complete(_jobs);
        var lines = await reading;
        Assert.Equal([1, 2, 3], lines.Select(line => line.LineNumber));
        Assert.Equal(["2030-01-02T03:04:05.0000000Z one", $"2030-01-02T03:04:05.0000000Z two{Environment.NewLine}System.InvalidOperationException: broken", "three"], lines.Select(line => line.Content));
        Assert.Equal([false, true, false], lines.Select(line => line.IsErrorMessage));
    }

    [Fact]
    public async Task All_that_there_is_can_be_had_without_waiting()
    {
        _service.Write("jobs", null, "one", isError: false);
        Assert.Equal(["one"], (await ReadAsync(_service.GetAllAsync("JOBS"))).Select(line => line.Content));
        Assert.Empty(await ReadAsync(_service.GetAllAsync("unknown")));
    }

    [Fact]
    public async Task The_log_of_a_resource_is_that_of_all_its_replicas()
    {
        _jobs.Annotations.Add(new DcpInstancesAnnotation([new("jobs-a", "a", 0), new("jobs-b", "b", 1)]));
        _service.GetLogger(_jobs).LogInformation("both");
        _service.Write("jobs-b", null, "only b", isError: false);
        var reading = ReadAsync(_service.WatchAsync(_jobs));
        await Task.Delay(30, TestContext.Current.CancellationToken);
        _service.Complete(_jobs);
        Assert.Equal(["both", "both", "only b"], (await reading).Select(line => line.Content.Split(' ', 2)[0].StartsWith("2030", StringComparison.Ordinal) ? line.Content.Split(' ', 2)[1] : line.Content).Order());
    }

    [Fact]
    public async Task A_log_keeps_its_last_ten_thousand_lines_and_their_numbers()
    {
        for (var i = 1; i <= 10_005; i++)
        {
            _service.Write("jobs", null, $"{i}", isError: false);
        }

        var lines = await ReadAsync(_service.GetAllAsync("jobs"));
        Assert.Equal((10_000, 6, "6", 10_005), (lines.Count, lines[0].LineNumber, lines[0].Content, lines[^1].LineNumber));
        _service.ClearBacklog("jobs");
        Assert.Empty(await ReadAsync(_service.GetAllAsync("jobs")));
    }

    [Fact]
    public async Task A_source_learns_who_reads()
    {
        using var stop = new CancellationTokenSource();
        await using var watch = _service.WatchAnySubscribersAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        var first = watch.MoveNextAsync();
        var reading = ReadAsync(_service.WatchAsync("jobs"));
        Assert.True(await first);
        Assert.Equal(new LogSubscriber("jobs", true), watch.Current);
        _service.Complete("jobs");
        await reading;
        Assert.True(await watch.MoveNextAsync());
        Assert.Equal(new LogSubscriber("jobs", false), watch.Current);
    }

    [Fact]
    public async Task The_end_of_the_service_is_the_end_of_every_reading()
    {
        var service = new ResourceLoggerService();
        await using var sources = service.WatchAnySubscribersAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var first = sources.MoveNextAsync();
        var (one, all) = (ReadAsync(service.WatchAsync("jobs")), ReadAsync(service.WatchAsync(_jobs)));
        Assert.True(await first);
        service.Dispose();
        Assert.Empty(await one);
        Assert.Empty(await all);
        while (await sources.MoveNextAsync())
        {
        }
    }

    private static async Task<List<LogLine>> ReadAsync(IAsyncEnumerable<IReadOnlyList<LogLine>> source)
    {
        var lines = new List<LogLine>();
        await foreach (var batch in source)
        {
            lines.AddRange(batch);
        }

        return lines;
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
    }
}
