using System.Threading.RateLimiting;
using Microsoft.Extensions.Time.Testing;
using ServiceDefaults.Overload;

namespace Services.Defaults.Overload;

public sealed class AdmissionLimiterTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly AdmissionLimiter _limiter;

    public AdmissionLimiterTests() =>
        _limiter = new AdmissionLimiter(Limits.Default with { InitialLimit = 2, LeastLimit = 2, MostLimit = 2, QueueLength = 3 }, _time);

    [Fact]
    public async Task A_place_that_becomes_free_goes_to_the_highest_priority_that_waits()
    {
        var (first, second) = (await Ask(Priority.Browsing), await Ask(Priority.Browsing));
        var background = Ask(Priority.Background);
        var browsing = Ask(Priority.Browsing);
        var checkout = Ask(Priority.Checkout);

        first.Dispose();
        Assert.True((await checkout).IsAcquired);
        second.Dispose();
        Assert.True((await browsing).IsAcquired);
        (await checkout).Dispose();
        Assert.True((await background).IsAcquired);
    }

    [Fact]
    public async Task Nobody_overtakes_within_a_priority()
    {
        var (held, other) = (await Ask(Priority.Browsing), await Ask(Priority.Browsing));
        var (first, second) = (Ask(Priority.Browsing), Ask(Priority.Browsing));

        held.Dispose();

        Assert.True((await first).IsAcquired);
        Assert.False(second.IsCompleted);
        Assert.Equal(2, _limiter.InFlight);
        other.Dispose();
        Assert.True((await second).IsAcquired);
    }

    [Fact]
    public async Task Refuses_at_once_when_the_queue_is_full_and_only_that_priority()
    {
        await Fill();
        var waiting = Enumerable.Range(0, 3).Select(_ => Ask(Priority.Browsing)).ToList();

        Assert.Equal(Shed.QueueFull, Reason(await Ask(Priority.Browsing)));
        Assert.False(Ask(Priority.Checkout).IsCompleted);
        Assert.All(waiting, wait => Assert.False(wait.IsCompleted));
    }

    [Fact]
    public async Task Refuses_what_has_waited_as_long_as_it_may()
    {
        await Fill();
        var waiting = Ask(Priority.Checkout);

        _time.Advance(TimeSpan.FromMilliseconds(490));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(20));

        Assert.Equal(Shed.Waited, Reason(await waiting));
    }

    [Theory]
    // Ten servings of 20 ms, and the line has not emptied: no burst.
    [InlineData(10, true)]
    // As long, but nobody was served: the replica had no processor.
    [InlineData(0, false)]
    public async Task A_line_that_stands_although_many_are_served_is_no_burst_and_is_refused(int served, bool refused)
    {
        for (var calm = 0; calm < 30; calm++)
        {
            var lease = await Ask(Priority.Browsing);
            _time.Advance(TimeSpan.FromMilliseconds(20));
            lease.Dispose();
        }

        var serving = new Queue<RateLimitLease>([await Ask(Priority.Browsing), await Ask(Priority.Browsing)]);
        var line = new Queue<Task<RateLimitLease>>(Enumerable.Range(0, 3).Select(_ => Ask(Priority.Browsing)));
        for (var each = 0; each < 10; each++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(20));
            if (each >= served) continue;
            serving.Dequeue().Dispose();
            serving.Enqueue(await line.Dequeue());
            line.Enqueue(Ask(Priority.Browsing));
        }

        Assert.Equal(refused, line.Any(wait => wait.IsCompletedSuccessfully && !wait.Result.IsAcquired));
    }

    [Fact]
    public async Task Refuses_at_the_deadline_of_the_caller_and_at_once_where_it_is_over()
    {
        await Fill();
        var waiting = _limiter.AcquireAsync(new Admission(Priority.Checkout, _time.GetTimestamp() + (_time.TimestampFrequency / 10)), 1, TestContext.Current.CancellationToken).AsTask();
        Assert.Equal(Shed.Deadline, Reason(await _limiter.AcquireAsync(new Admission(Priority.Checkout, _time.GetTimestamp()), 1, TestContext.Current.CancellationToken)));

        _time.Advance(TimeSpan.FromMilliseconds(90));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(20));

        Assert.Equal(Shed.Deadline, Reason(await waiting));
    }

    [Fact]
    public async Task Who_leaves_the_queue_is_not_served_and_gives_up_his_place_in_it()
    {
        var held = await Ask(Priority.Browsing);
        await Ask(Priority.Browsing);
        using var leaving = new CancellationTokenSource();
        var left = _limiter.AcquireAsync(new Admission(Priority.Browsing, long.MaxValue), 1, leaving.Token).AsTask();
        var others = Enumerable.Range(0, 2).Select(_ => Ask(Priority.Browsing)).ToList();

        await leaving.CancelAsync();
        var last = Ask(Priority.Browsing);
        held.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        Assert.True((await others[0]).IsAcquired);
        Assert.False(last.IsCompleted);
    }

    [Fact]
    public async Task Counts_every_request_once()
    {
        await Fill();
        var waiting = Enumerable.Range(0, 5).Select(_ => Ask(Priority.Background)).ToList();
        _time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(waiting);

        var statistics = _limiter.GetStatistics(new Admission(Priority.Background, long.MaxValue));

        Assert.Equal((0L, 5L, 0L), (statistics.TotalSuccessfulLeases, statistics.TotalFailedLeases, statistics.CurrentQueuedCount));
        Assert.Equal((2L, 2L, 3L), (_limiter.Count.Admitted(Priority.Browsing), _limiter.Count.Refused(Priority.Background, Shed.QueueFull), _limiter.Count.Refused(Priority.Background, Shed.Waited)));
    }

    [Fact]
    public async Task A_place_that_is_given_back_twice_is_one_place()
    {
        var lease = await Ask(Priority.Browsing);
        lease.Dispose();
        lease.Dispose();

        Assert.Equal(0, _limiter.InFlight);
    }

    public void Dispose() => _limiter.Dispose();

    private Task<RateLimitLease> Ask(Priority priority) => _limiter.AcquireAsync(new Admission(priority, long.MaxValue)).AsTask();

    private async Task Fill()
    {
        await Ask(Priority.Browsing);
        await Ask(Priority.Browsing);
    }

    private static Shed Reason(RateLimitLease lease) => Assert.IsType<RefusedLease>(lease).Reason;
}
