using System.Diagnostics;
using Fulfillment.Payments;
using Npgsql;
using ServiceDefaults.Postgres;

namespace Fulfillment.Jobs;

/// <summary>
/// One attempt at one job. Every step may be cut off at any moment and done again by another worker: the payment by its key,
/// the outcome by the order's status.
/// </summary>
internal sealed class JobRun(JobQueue queue, OrderOutcomes outcomes, PaymentProvider provider, Backoff backoff, JobSettings settings, JobTelemetry telemetry, TimeProvider time, ILogger<JobRun> logger)
{
    public async Task Run(Job job, CancellationToken cancellation)
    {
        using var attempt = telemetry.Begin(job);
        var outcome = "failed";
        try
        {
            outcome = job.Phase == Phase.Pay ? await Pay(job, cancellation) : await Void(job, cancellation);
        }
        catch (Exception failure) when (IsExpected(failure) && !cancellation.IsCancellationRequested)
        {
            attempt?.SetStatus(ActivityStatusCode.Error, failure.Message);
            outcome = await Fail(job, failure, cancellation);
        }
        finally
        {
            telemetry.End(attempt, job, outcome, time.GetUtcNow() - job.QueuedAt);
        }
    }

    private async Task<string> Pay(Job job, CancellationToken cancellation)
    {
        // Reached when workers die over this job again and again, before they could count the failure themselves.
        if (job.Attempt > settings.MaxAttempts) return await GiveUp(job, error: null, cancellation);

        ChargeResult result;
        using (telemetry.Step("pay")) result = await provider.Charge(job, cancellation);
        using var step = telemetry.Step(result == ChargeResult.Charged ? "confirm order" : "release order");
        var done = result switch
        {
            ChargeResult.Charged => await outcomes.Confirm(job, cancellation),
            ChargeResult.Declined => await outcomes.Release(job, "payment declined", cancellation),
            // Voided: the order was cancelled while this attempt ran; its job is in other hands.
            _ => false,
        };
        return done ? result == ChargeResult.Charged ? "confirmed" : "released" : "overtaken";
    }

    private async Task<string> Void(Job job, CancellationToken cancellation)
    {
        await provider.Void(job, cancellation);
        await queue.Voided(job, cancellation);
        return "voided";
    }

    private async Task<string> Fail(Job job, Exception failure, CancellationToken cancellation)
    {
        try
        {
            // A void is somebody's money: it is never given up.
            if (job.Phase == Phase.Pay && job.Attempt >= settings.MaxAttempts) return await GiveUp(job, failure.Message, cancellation);
            await queue.Retry(job, backoff.After(job.Attempt), failure.Message, cancellation);
            return "retried";
        }
        catch (NpgsqlException) when (!cancellation.IsCancellationRequested)
        {
            // Without the database nothing can be noted; the lease ends by itself.
            return "left";
        }
    }

    private async Task<string> GiveUp(Job job, string? error, CancellationToken cancellation)
    {
        if (!await outcomes.GiveUp(job, error, cancellation)) return "overtaken";
        logger.LogError("Order {Order} released after {Attempts} attempts to pay: {Error}", job.OrderId, job.Attempt, error ?? "its workers died");
        return "gave up";
    }

    private static bool IsExpected(Exception failure) =>
        PaymentProvider.IsFailure(failure) || PostgresRetry.Passes(failure) || failure is NpgsqlException;
}
