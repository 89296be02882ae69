using Parity.Scaling.Simulation;

namespace Scaling;

public class ArrivalTraceTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_rate_holds_until_the_next_line() =>
        Assert.Equal([5, 5, 20.5, 0], Read("seconds,rate\n# a comment\n10,5\n12,20.5\n\n13,0\n14,0").Rates);

    [Theory]
    [InlineData("0,1\n5,-1", "line 2: '5,-1' is not")]
    [InlineData("0,1\n5,x", "line 2: '5,x' is not")]
    [InlineData("0,1\n5,1\n5,2", "line 3: time 5 s is not after 5 s")]
    [InlineData("0,1", "fewer than two lines")]
    [InlineData("", "fewer than two lines")]
    public void A_wrong_line_is_named(string text, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_profile_begins_at_the_base_rate_and_stays_below_its_factor()
    {
        foreach (var name in ArrivalProfile.Names)
        {
            var trace = new ArrivalProfile(name, 100, 10).ToTrace(Second);

            Assert.All(trace.Rates.Take(60), rate => Assert.Equal(100, rate, 6));
            Assert.InRange(trace.Peak, name == "sustained" ? 550 : 990, 1000);
        }
    }

    [Fact]
    public void An_unknown_profile_names_the_known_ones() =>
        Assert.Contains("burst, step, ramp", Assert.Throws<ArgumentException>(() => new ArrivalProfile("wave", 1).ToTrace(Second)).Message, StringComparison.Ordinal);

    private static ArrivalTrace Read(string text) => ArrivalTrace.Read(new StringReader(text), Second);
}
