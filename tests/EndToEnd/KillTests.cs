using System.Diagnostics;

namespace EndToEnd;

public sealed class KillTests(ITestOutputHelper output)
{
    private const int Rounds = 5;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    // Twenty starts and kills in four parts of two minutes each on two idle cores; ShutdownTests of the subset show the same
    // with smaller programs in every run. `-explicit only` runs them.
    [Theory(Explicit = true)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Nothing_is_left_5_s_after_the_AppHost_is_killed_at_any_moment_and_the_data_can_be_served_again(int part)
    {
        using var data = new DataFolder();
        var random = new Random(part);
        TimeSpan ready;
        await using (var first = await LocalSystem.StartAsync(data.Path, "--no-dashboard")) ready = first.Clock.Elapsed; // makes the database

        var slowest = TimeSpan.Zero;
        for (var round = 1; round <= Rounds; round++)
        {
            // The last from the state that the kills before it have left to all ready, the others anywhere on the way.
            await using var system = LocalSystem.Launch(data.Path, "--no-dashboard");
            if (round == Rounds) await system.WhenReady(TimeSpan.FromMinutes(4));
            else await Task.Delay(ready * random.NextDouble(), TestContext.Current.CancellationToken);

            await system.KillAsync();
            var took = await LeftAsync(data.Path);
            output.WriteLine($"part {part}, round {round}: the last process was gone {took.TotalSeconds:0.00} s after the kill");
            if (took > slowest) slowest = took;
        }

        output.WriteLine($"{Rounds} starts and kills; the last process was gone {slowest.TotalSeconds:0.00} s after the kill at the latest");
    }

    private static async Task<TimeSpan> LeftAsync(string marker)
    {
        var watch = Stopwatch.StartNew();
        while (ProcessList.WithEnvironment(marker) is { Count: > 0 } left)
        {
            Assert.True(watch.Elapsed < Grace, $"Left {watch.Elapsed.TotalSeconds:0.0} s after the kill:\n{string.Join('\n', left)}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        return watch.Elapsed;
    }
}
