using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Subset.Model;

public sealed class HealthFaultTests
{
    [Theory]
    [InlineData(nameof(HealthFailure.Silent), 29.9, 30)]
    [InlineData(nameof(HealthFailure.NotYet), 9.9, 10)]
    [InlineData(nameof(HealthFailure.Refused), 0.4, 0.6)]
    public async Task A_start_has_longer_the_less_its_failure_says(string failure, double quiet, double told)
    {
        var (clock, console) = (new Clock(), new Dcp.Console());
        var resource = new ExecutableResource("slow", "slow", ".");
        resource.Annotations.Add(new HealthCheckAnnotation("check"));
        var fault = new HealthFault(resource, "slow-1", new ResourceLoggerService(), console.CreateLogger("test"), clock);

        await Observe(0);
        await Observe(quiet);
        Assert.Empty(console.Lines);
        await Observe(told);
        await Observe(told + 1);
        Assert.Matches("'slow' \\(slow-1\\) runs, but .* check: because\\.", Assert.Single(console.Lines).Text);

        async Task Observe(double seconds)
        {
            clock.Seconds = seconds;
            await fault.ObserveAsync([new HealthAnswer(new HealthReportSnapshot("check", HealthStatus.Unhealthy, "because", null), Enum.Parse<HealthFailure>(failure))], wasHealthy: false, TestContext.Current.CancellationToken);
        }
    }

    private sealed class Clock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long GetTimestamp() => (long)(Seconds * TimestampFrequency);
    }
}
