using Microsoft.Extensions.Time.Testing;
using Parity.Authoring;

namespace Authoring;

public sealed class CrashBackoffTests
{
    private readonly FakeTimeProvider time = new();
    private readonly CrashBackoff backoff;

    public CrashBackoffTests() => backoff = new(time);

    [Fact]
    public void What_keeps_ending_is_started_at_once_and_then_waits_ever_longer_up_to_five_minutes()
    {
        double[] waited = [.. Enumerable.Range(0, 8).Select(_ => WaitOfNextEnd(ranFor: TimeSpan.FromSeconds(1)))];

        Assert.Equal([0, 10, 20, 40, 80, 160, 300, 300], waited);
    }

    [Fact]
    public void What_ran_for_ten_minutes_is_started_at_once_again()
    {
        for (var i = 0; i < 4; i++) WaitOfNextEnd(TimeSpan.FromSeconds(1));

        Assert.Equal((0d, 10d), (WaitOfNextEnd(TimeSpan.FromMinutes(10)), WaitOfNextEnd(TimeSpan.FromSeconds(1))));
    }

    [Fact]
    public void An_end_is_news_once_and_each_replica_waits_for_itself()
    {
        WaitOfNextEnd(TimeSpan.FromSeconds(1));

        Assert.Equal((TimeSpan.FromSeconds(10), true), backoff.Ended("orders-a"));
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal((TimeSpan.FromSeconds(6), false), backoff.Ended("orders-a"));
        Assert.Equal((TimeSpan.Zero, true), backoff.Ended("orders-b"));
    }

    private double WaitOfNextEnd(TimeSpan ranFor)
    {
        time.Advance(ranFor);
        var (wait, _) = backoff.Ended("orders-a");
        time.Advance(wait);
        backoff.Started("orders-a");
        return wait.TotalSeconds;
    }
}
