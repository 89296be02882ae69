using Microsoft.Extensions.Time.Testing;
using ServiceDefaults.Http;

namespace Services.Defaults.Overload;

public sealed class RetryBudgetTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(0, 3)]
    [InlineData(10, 3)]
    [InlineData(100, 20)]
    [InlineData(1_000, 200)]
    public void Allows_a_fifth_of_the_requests_and_three_where_they_are_few(int requests, int retries)
    {
        var budget = new RetryBudget(_time);
        for (var n = 0; n < requests; n++) budget.Count();

        Assert.Equal(retries, Enumerable.Range(0, 2_000).Count(_ => budget.TrySpend()));
    }

    [Fact]
    public void Forgets_what_is_ten_seconds_old()
    {
        var budget = new RetryBudget(_time);
        for (var n = 0; n < 100; n++) budget.Count();
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(20, Enumerable.Range(0, 100).Count(_ => budget.TrySpend()));

        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(budget.TrySpend());
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(budget.TrySpend());
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(3, Enumerable.Range(0, 100).Count(_ => budget.TrySpend()));
    }
}
