using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parity.Scaling;

namespace Parity.Authoring;

/// <summary>
/// The cluster's autoscaler on this machine: the same decisions at the same intervals, carried out by starting and draining replicas.
/// It begins when the system is ready, so that a start is never taken for a rush.
/// </summary>
internal sealed class LocalAutoscaler(
    ScalingSettings settings, ScaledWorkloads workloads, ReplicaWatch watch, ReplicaCommands commands, ScalingMeasurement measurement, ScalingLog log, SystemReadiness readiness, TimeProvider time) : BackgroundService
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly CrashBackoff backoff = new(time);
    private readonly ControllerSettings controller = new() { SyncPeriod = settings.SyncPeriod };

    public bool IsPaused { get; private set; }

    public IReadOnlyList<ScaledWorkload> Workloads => workloads.All;

    /// <summary>Stops deciding, or begins again; what was set by hand stays while it is paused.</summary>
    public void Pause(bool isPaused)
    {
        if (IsPaused == isPaused) return;
        IsPaused = isPaused;
        log.Logger.LogInformation("{Message}", isPaused ? "Paused: the replicas stay as they are until 'Resume'." : "Resumed.");
    }

    /// <summary>Sets the replicas by hand, as <c>kubectl scale</c> does; the next decision starts from there.</summary>
    /// <returns>Why it cannot be done; null: it is done.</returns>
    public async Task<string?> SetAsync(string name, int replicas, CancellationToken cancellation)
    {
        if (workloads.All.FirstOrDefault(workload => workload.Name == name) is not { } workload)
            return $"'{name}' is not scaled here. There are {string.Join(", ", workloads.All.Select(one => one.Name))}.";
        if (replicas < 0 || replicas > workload.Replicas.Room) return $"{replicas} replicas of {name}: choose 0 to {workload.Replicas.Room}, the room that this machine has.";
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            log.Logger.LogInformation("{Workload}: set by hand{Until}: {Before} -> {After}", name, IsPaused ? "" : " until the next decision", workload.Wanted.Count, replicas);
            Apply(workload, replicas, CancellationToken.None);
            return null;
        }
        finally
        {
            turn.Release();
        }
    }

    public override void Dispose()
    {
        turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            foreach (var refused in workloads.Refused) log.Logger.LogWarning("{Reason}", refused);
            await Task.WhenAll(workloads.All.Select(workload => StartInitialAsync(workload, stoppingToken))).ConfigureAwait(false);
            await log.ExportAsync(stoppingToken).ConfigureAwait(false);
            await readiness.UntilReadyAsync(stoppingToken).ConfigureAwait(false);
            log.Logger.LogInformation("Scaling {Workloads} every {Seconds} s, {Maximum} replicas at most on this machine.",
                string.Join(", ", workloads.All.Select(workload => workload.Name)), settings.SyncPeriod.TotalSeconds, settings.MaximumReplicas);
            await measurement.BeginAsync(stoppingToken).ConfigureAwait(false);
            using var timer = new PeriodicTimer(settings.SyncPeriod, time);
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false)) await SyncAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task StartInitialAsync(ScaledWorkload workload, CancellationToken cancellation)
    {
        await workload.Allocated.Task.WaitAsync(cancellation).ConfigureAwait(false);
        while (watch.Of(workload.Name).Count < workload.Replicas.Initial) await Task.Delay(10, cancellation).ConfigureAwait(false);
        foreach (var replica in watch.Of(workload.Name).Take(workload.Replicas.Initial))
        {
            workload.Wanted = workload.Wanted.Add(replica.Id);
            commands.Start(replica, log.Logger, isDecision: false, cancellation);
        }
    }

    private async Task SyncAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await measurement.BeginAsync(cancellation).ConfigureAwait(false);
            foreach (var workload in workloads.All)
            {
                Adopt(workload, cancellation);
                if (!IsPaused) await DecideAsync(workload, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task DecideAsync(ScaledWorkload workload, CancellationToken cancellation)
    {
        var free = Math.Max(0, settings.MaximumReplicas - workloads.All.Sum(one => one.Wanted.Count));
        var specification = workload.Specification(free, time);
        var replicas = watch.Of(workload.Name);
        var observation = await measurement.ObserveAsync(workload, specification, replicas, cancellation).ConfigureAwait(false);
        var flags = controller with { Gates = controller.Gates with { ScaleToZero = specification.MinReplicas == 0 } };
        var decision = Autoscaler.Step(specification, flags, workload.Status, workload.Memory, observation);
        workload.Status = decision.Status;
        log.Tell(workload, specification, observation, decision, replicas.Count(replica => replica.Serves));
        if (decision.Write is { } write) Apply(workload, write, cancellation);
    }

    // What people started or stopped counts as their wish; what crashed is replaced, as a ReplicaSet does.
    private void Adopt(ScaledWorkload workload, CancellationToken cancellation)
    {
        foreach (var replica in watch.Of(workload.Name))
        {
            var isWanted = workload.Wanted.Contains(replica.Id);
            if (!isWanted && (replica.IsUp || replica.IsStarting) && !replica.IsDraining)
            {
                workload.Wanted = workload.Wanted.Add(replica.Id);
                log.Logger.LogInformation("{Replica} was started by hand and counts.", replica.Id);
            }
            else if (isWanted && replica.HasEnded && !commands.IsStarting(replica.Id))
            {
                if (!replica.WasStopped)
                {
                    StartAgain(replica, cancellation);
                    continue;
                }

                workload.Wanted = workload.Wanted.Remove(replica.Id);
                log.Logger.LogInformation("{Replica} was stopped by hand and no longer counts.", replica.Id);
            }
        }
    }

    private void StartAgain(Replica replica, CancellationToken cancellation)
    {
        var (wait, isNew) = backoff.Ended(replica.Id);
        if (wait > TimeSpan.Zero)
        {
            if (isNew) log.Logger.LogWarning("{Replica} ended by itself again and is started in {Seconds:0} s. Its console log says why it ended.", replica.Id, wait.TotalSeconds);
            return;
        }

        log.Logger.LogInformation("{Replica} ended by itself and is started again.", replica.Id);
        backoff.Started(replica.Id);
        commands.Start(replica, log.Logger, isDecision: true, cancellation);
    }

    private void Apply(ScaledWorkload workload, int replicas, CancellationToken cancellation)
    {
        var all = watch.Of(workload.Name);
        foreach (var started in all.Where(replica => !workload.Wanted.Contains(replica.Id) && !replica.IsDraining && !replica.IsUp).Take(replicas - workload.Wanted.Count).ToList())
        {
            workload.Wanted = workload.Wanted.Add(started.Id);
            commands.Start(started, log.Logger, isDecision: true, cancellation);
        }

        // As a ReplicaSet chooses: what is not ready first, then the youngest.
        foreach (var stopped in all.Where(replica => workload.Wanted.Contains(replica.Id))
            .OrderBy(replica => replica.Serves).ThenByDescending(replica => replica.StartedAt).Take(workload.Wanted.Count - replicas).ToList())
        {
            workload.Wanted = workload.Wanted.Remove(stopped.Id);
            commands.Stop(stopped, log.Logger, cancellation);
        }
    }
}
