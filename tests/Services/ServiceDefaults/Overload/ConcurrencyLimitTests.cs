using ServiceDefaults.Overload;

namespace Services.Defaults.Overload;

public sealed class ConcurrencyLimitTests
{
    private readonly ConcurrencyLimit _limit;
    private readonly SimulatedService _service;

    public ConcurrencyLimitTests()
    {
        _limit = new ConcurrencyLimit(Limits.Default, TimeProvider.System);
        _service = new SimulatedService(_limit, TimeProvider.System);
    }

    [Theory]
    [InlineData(2, 4, false)]
    [InlineData(4, 50, false)]
    [InlineData(16, 20, false)]
    [InlineData(16, 20, true)]
    [InlineData(100, 5, true)]
    public void Finds_what_a_service_can_do_at_once_from_full_load_alone(int width, double milliseconds, bool varies)
    {
        (_service.Width, _service.Milliseconds, _service.Varies) = (width, milliseconds, varies);

        _service.Run(seconds: 40);

        Assert.InRange(_limit.Current, width, (1.6 * width) + 4);
    }

    [Fact]
    public void Serves_as_much_as_without_a_limit()
    {
        _service.Varies = true;
        _service.Run(seconds: 20);
        var before = _service.Served;

        _service.Run(seconds: 60);

        // Width over mean work, the ideal: a quarter of the requests needs 40 ms, the rest 13.3 ms.
        Assert.InRange((_service.Served - before) / 60.0, 0.97 * 800, 1.03 * 800);
    }

    [Fact]
    public void Leaves_the_limit_alone_while_the_load_is_small()
    {
        _service.Run(seconds: 60, offered: 10);

        Assert.Equal(64, _limit.Current);
    }

    [Fact]
    public void Follows_a_service_that_becomes_slower()
    {
        _service.Run(seconds: 20);
        _service.Milliseconds *= 4;

        _service.Run(seconds: 60);

        Assert.InRange(_limit.Current, 16, 30);
    }

    [Fact]
    public void Follows_a_service_that_becomes_wider()
    {
        _service.Run(seconds: 20);
        _service.Width = 60;

        _service.Run(seconds: 20);

        Assert.InRange(_limit.Current, 60, 100);
    }

    [Fact]
    public void Recovers_within_seconds_from_a_pause_of_the_service()
    {
        _service.Run(seconds: 20);
        _service.Milliseconds = 1_000;
        _service.Run(seconds: 3);
        _service.Milliseconds = 20;

        _service.Run(seconds: 5);

        Assert.InRange(_limit.Current, 16, 40);
    }

    [Fact]
    public void Stays_within_its_bounds()
    {
        var limit = new ConcurrencyLimit(Limits.Default with { LeastLimit = 20, MostLimit = 70 }, TimeProvider.System);
        var service = new SimulatedService(limit, TimeProvider.System) { Width = 2 };
        service.Run(seconds: 20);
        // Never below it, so what latency would be there is not known either.
        Assert.InRange(limit.Current, 20, 40);

        service.Width = 1_000;
        service.Run(seconds: 20);
        Assert.Equal(70, limit.Current);
    }
}
