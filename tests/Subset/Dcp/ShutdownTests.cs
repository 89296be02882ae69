using System.Diagnostics;
using System.Globalization;

namespace Subset.Dcp;

/// <summary>A real AppHost process with two services of two replicas, each with a child of its own.</summary>
public sealed class ShutdownTests
{
    private const int Starts = 20;
    private const int AllServices = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Nothing_is_left_five_seconds_after_the_host_was_killed()
    {
        Require();
        var left = new List<string>();
        for (var start = 0; start < Starts; start++)
        {
            var family = MarkedProcesses.New();
            using var host = family.Start(RunningApp.Program, "host", "with-child");
            // Killed at every stage: while DCP comes up, while services start, and when all runs.
            if (start % 2 == 0)
                await family.UntilAsync(names => names.Count(n => n == "sleep") == AllServices);
            else
                await Task.Delay(start * 75, TestContext.Current.CancellationToken);
            host.Kill();
            if (await family.SurvivorsAsync(Patience) is { Count: > 0 } survivors)
                left.Add($"start {start}: {string.Join(", ", survivors)}");
        }

        Assert.Equal([], left);
    }

    [Fact]
    public async Task A_request_to_end_stops_everything_and_exits_cleanly()
    {
        Require();
        var family = MarkedProcesses.New();
        using var host = family.Start(RunningApp.Program, "host", "with-child");
        await family.UntilAsync(names => names.Count(n => n == "sleep") == AllServices);
        var watch = Stopwatch.StartNew();
        using (Process.Start("kill", ["-TERM", host.Id.ToString(CultureInfo.InvariantCulture)]))
            await host.WaitForExitAsync(TestContext.Current.CancellationToken);
        var took = watch.Elapsed;
        var survivors = await family.SurvivorsAsync(Patience);
        TestContext.Current.SendDiagnosticMessage($"stopped in {took.TotalMilliseconds:F0} ms");

        Assert.Equal(0, host.ExitCode);
        Assert.Equal([], survivors);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task All_programs_are_asked_to_end_once_and_before_the_first_of_them_is_gone()
    {
        var notes = Directory.CreateTempSubdirectory("stop-").FullName;
        var app = await RunningApp.StartAsync(b =>
        {
            foreach (var number in Enumerable.Range(1, 8)) b.AddService($"service{number}", $"slow-end={notes}");
        });
        foreach (var number in Enumerable.Range(1, 8)) await app.UntilAsync($"service{number}", "Running");
        foreach (var number in Enumerable.Range(1, 8)) await app.LineAsync(app.InstancesOf($"service{number}")[0], "listening on");
        await app.DisposeAsync();
        var told = Directory.EnumerateFiles(notes).SelectMany(File.ReadAllLines)
            .Select(line => line.Split(' ')).Select(ticks => (Asked: long.Parse(ticks[0], CultureInfo.InvariantCulture), Ended: long.Parse(ticks[1], CultureInfo.InvariantCulture))).ToList();
        Directory.Delete(notes, recursive: true);

        Assert.Equal(8, told.Count);
        Assert.True(told.Max(program => program.Asked) < told.Min(program => program.Ended), $"Asked and ended: {string.Join("; ", told)}");
    }

    [Fact]
    public async Task Nothing_is_left_five_seconds_after_the_orchestrator_was_killed()
    {
        Require();
        var family = MarkedProcesses.New();
        using var host = family.Start(RunningApp.Program, "host", "with-child");
        await family.UntilAsync(names => names.Count(n => n == "sleep") == AllServices);
        family.Kill("dcp");
        var survivors = await family.SurvivorsAsync(Patience);
        if (survivors.Count > 0) host.Kill(entireProcessTree: true);

        Assert.Equal([], survivors);
        await host.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(0, host.ExitCode);
    }

    private static void Require()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Reads /proc to find every process of a family; run it on Linux.");
        Bundle.Require();
    }
}
