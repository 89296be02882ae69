using System.Collections.Concurrent;
using Npgsql;
using ServiceDefaults.Postgres;

namespace Fulfillment.Jobs;

/// <summary>
/// Claims due jobs as slots become free and runs them. Stops at the first signal: it claims no more, cuts off what runs (each
/// step can be repeated) and hands the jobs back, so that a stop takes no longer than one statement.
/// </summary>
internal sealed class Worker(JobQueue queue, JobRun run, JobSettings settings, IHostApplicationLifetime lifetime, ILogger<Worker> logger) : BackgroundService
{
    private static readonly TimeSpan PauseWithoutDatabase = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _slots = new(settings.Concurrency);
    private readonly ConcurrentDictionary<Job, Task> _running = new();
    private bool _databaseIsAway;

    public override void Dispose()
    {
        _slots.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host cancels stoppingToken only after the drain delay; claiming ends with the signal.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        try
        {
            while (true)
            {
                var free = await TakeSlots(stop.Token);
                var jobs = await Claim(free, stop.Token);
                if (jobs.Count < free) _slots.Release(free - jobs.Count);
                foreach (var job in jobs) _running[job] = Start(job, stop.Token);
                if (jobs.Count < free) await Task.Delay(_databaseIsAway ? PauseWithoutDatabase : settings.PollInterval, stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await HandBack();
        }
    }

    private async Task<int> TakeSlots(CancellationToken cancellation)
    {
        await _slots.WaitAsync(cancellation);
        var taken = 1;
        while (_slots.Wait(0, CancellationToken.None)) taken++;
        return taken;
    }

    private async Task<IReadOnlyList<Job>> Claim(int most, CancellationToken cancellation)
    {
        try
        {
            var jobs = await queue.Claim(most, cancellation);
            if (_databaseIsAway) logger.LogInformation("The database answers again");
            _databaseIsAway = false;
            return jobs;
        }
        catch (NpgsqlException failure)
        {
            if (!_databaseIsAway) logger.Log(PostgresRetry.Passes(failure) ? LogLevel.Warning : LogLevel.Error, "No jobs claimed: {Message}", failure.Message);
            _databaseIsAway = true;
            return [];
        }
    }

    private async Task Start(Job job, CancellationToken cancellation)
    {
        await Task.Yield();
        try
        {
            await run.Run(job, cancellation);
            _running.TryRemove(job, out _);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // Stays in the list of what is handed back.
        }
        catch (Exception failure)
        {
            _running.TryRemove(job, out _);
            logger.LogError(failure, "Job {Job} of order {Order} failed in an unforeseen way; it is due again when its lease ends", job.Id, job.OrderId);
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task HandBack()
    {
        await Task.WhenAll(_running.Values);
        var left = _running.Keys.ToArray();
        if (left.Length == 0) return;
        try
        {
            using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
            await queue.HandBack(left, timeout.Token);
            logger.LogInformation("Handed back {Count} jobs", left.Length);
        }
        catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException)
        {
            logger.LogWarning("{Count} jobs not handed back ({Message}); they are due again when their lease ends", left.Length, failure.Message);
        }
    }
}
