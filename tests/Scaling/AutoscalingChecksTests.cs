using Parity.Model;

namespace Scaling;

public class AutoscalingChecksTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static TheoryData<string, Autoscaling> Refused => new()
    {
        { "AUTOSCALING-001", Autoscaling.UpTo(10).In("staging", 1, 3, reason: " ") },
        { "AUTOSCALING-002", Autoscaling.UpTo(10).AtLeast(11) },
        { "AUTOSCALING-002", Autoscaling.UpTo(0) },
        { "AUTOSCALING-002", Autoscaling.UpTo(10).In("staging", 4, 3, "smaller") },
        { "AUTOSCALING-003", Autoscaling.UpTo(10).AtLeast(0).Measuring(new AutoscalingMetric.Cpu(70)) },
        { "AUTOSCALING-004", Autoscaling.UpTo(10).Measuring() },
        { "AUTOSCALING-005", Autoscaling.UpTo(10).Measuring(new AutoscalingMetric.RequestRate(double.NaN)) },
        { "AUTOSCALING-006", Down(rules => rules with { Window = TimeSpan.FromHours(2) }) },
        { "AUTOSCALING-007", Down(rules => rules with { Policies = [] }) },
        { "AUTOSCALING-008", Down(rules => rules with { Policies = [new AutoscalingPolicy.Percent(0, Minute)] }) },
        { "AUTOSCALING-008", Down(rules => rules with { Policies = [new AutoscalingPolicy.Replicas(1, 31 * Minute)] }) },
        { "AUTOSCALING-009", Down(rules => rules with { Tolerance = -0.1 }) },
        { "AUTOSCALING-010", Autoscaling.UpTo(10).During(Evening(11)) },
        { "AUTOSCALING-010", Autoscaling.UpTo(10).In("dev", 1, 4, "small nodes").During(Evening(5)) },
        { "AUTOSCALING-011", Autoscaling.UpTo(10).During(Evening(5) with { TimeZone = "" }) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refuses_what_the_cluster_would_refuse(string code, Autoscaling declared) =>
        Assert.Equal([code], AutoscalingChecks.Check("orders", declared).Select(diagnostic => diagnostic.Code));

    [Fact]
    public void Accepts_bounds_of_an_environment_and_a_floor()
    {
        var declared = Autoscaling.UpTo(40).In("dev", 1, 4, "one small node").During(Evening(4));

        Assert.Empty(AutoscalingChecks.Check("orders", declared));
        Assert.Equal((new(1, 4), new(2, 40)), (declared.BoundsIn("dev"), declared.BoundsIn("production")));
    }

    [Fact]
    public void Declarations_of_the_same_content_are_equal() =>
        Assert.Equal(
            Autoscaling.UpTo(40).In("dev", 1, 4, "small").During(Evening(4)),
            Autoscaling.UpTo(40).In("dev", 1, 4, "small").During(Evening(4)));

    [Theory]
    [InlineData("2026-05-01T18:00", true)] // a Friday
    [InlineData("2026-05-01T17:59", false)]
    [InlineData("2026-05-02T01:59", true)] // the night that began on Friday
    [InlineData("2026-05-02T02:00", false)]
    [InlineData("2026-05-02T19:00", false)]
    [InlineData("2026-05-01T01:00", false)]
    public void A_window_over_midnight_belongs_to_the_day_it_begins_on(string local, bool open)
    {
        var window = Evening(4) with { Days = [DayOfWeek.Friday], To = new(2, 0) };

        Assert.Equal(open, window.Covers(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static AutoscalingWindow Evening(int floor) => new() { From = new(18, 0), To = new(23, 0), TimeZone = "Europe/Berlin", Floor = floor };

    private static Autoscaling Down(Func<AutoscalingRules, AutoscalingRules> change)
    {
        var declared = Autoscaling.UpTo(10);
        return declared with { Behavior = declared.Behavior with { Down = change(declared.Behavior.Down) } };
    }
}
