using System.Diagnostics;

namespace EndToEnd;

public sealed class KillTests(ITestOutputHelper output)
{
    private const int Rounds = 20;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    // Some four minutes; ShutdownTests of the subset show the same with smaller programs in every run. `-explicit only` runs it.
    [Fact(Explicit = true)]
    public async Task Nothing_is_left_5_s_after_the_AppHost_is_killed_at_any_moment_and_the_data_can_be_served_again()
    {
        using var data = new DataFolder();
        var random = new Random(20);
        TimeSpan ready;
        await using (await LocalSystem.StartAsync(data.Path, "--no-dashboard")) { } // makes the database
        await using (var system = await LocalSystem.StartAsync(data.Path, "--no-dashboard")) ready = system.Clock.Elapsed;

        var slowest = TimeSpan.Zero;
        for (var round = 1; round <= Rounds; round++)
        {
            // Every fourth from the state that the kills before it have left to all ready, the others anywhere on the way.
            var moment = ready * random.NextDouble();
            await using var system = LocalSystem.Launch(data.Path, "--no-dashboard");
            if (round % 4 == 0) await system.WhenReady(TimeSpan.FromMinutes(4));
            else await Task.Delay(moment, TestContext.Current.CancellationToken);

            await system.KillAsync();
            var took = await LeftAsync(data.Path);
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
