using Parity.Scaling.Simulation;

namespace Scaling;

public class SimulatorTests(ITestOutputHelper output)
{
    private static readonly ReplicaCapacity Capacity = new() { RequestsPerSecond = 50, StartUp = TimeSpan.FromSeconds(20) };

    [Theory]
    [InlineData("step")]
    [InlineData("ramp")]
    [InlineData("spike")]
    [InlineData("sawtooth")]
    public void Show(string profile)
    {
        var trace = new ArrivalProfile(profile, 100).ToTrace(TimeSpan.FromSeconds(1));
        foreach (var plan in new[] { ScalingPlan.Cpu(2, 60) })
        {
            var r = Simulator.Run(trace, Capacity, plan);
            output.WriteLine($"{profile} {plan.Name}: ttc {r.TimeToCapacity.TotalSeconds} rs {r.ReplicaSeconds} p50 {r.P50} p99 {r.P99} shed {r.ShedShare:P1} peak {r.PeakReplicas}");
            output.WriteLine(string.Join(" ", r.Syncs.Take(60).Select(s => $"{s.Rate:0}:{s.Replicas}/{s.Ready}")));
        }
    }
}
