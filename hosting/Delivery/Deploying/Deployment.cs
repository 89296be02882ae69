namespace Parity.Delivery;

/// <summary>
/// One deploy from the first look to the record: it ends in the new release or the one before. What is to be done is computed from
/// what the cluster holds, so running it again after any interruption goes on where it stopped.
/// </summary>
public sealed class Deployment(ApiClient client, DeployRequest request, TimeProvider time, IProgress<DeliveryEvent> progress)
{
    private readonly DesiredState desired = request.Desired;
    private readonly ReleaseStore store = new(client, request.Desired.System, request.Desired.Environment, request.Desired.Namespace);
    private readonly Applying applying = new(client, request.Desired, time, progress);
    private readonly VolumeClaims claims = new(client, request.Desired, progress);

    /// <exception cref="ClusterUnavailableException">Before anything was changed.</exception>
    /// <exception cref="LeaseHeldException">Somebody else deploys.</exception>
    public async Task<DeployOutcome> RunAsync(CancellationToken cancellation)
    {
        Plan plan;
        LiveObjects live;
        IReadOnlyList<Release> releases;
        try
        {
            (plan, live, releases) = await LookAsync(cancellation);
        }
        catch (ApiException exception) when (exception.Status == System.Net.HttpStatusCode.Forbidden)
        {
            // One refusal at a time would make a person ask for rights again and again.
            var missing = await new Preflight(client, request).PermissionsAsync(null, cancellation);
            return Outcome(DeployResult.Refused, [], [.. missing.DefaultIfEmpty(exception.Message)]);
        }

        if (Guard(releases) is { Length: > 0 } older) return Outcome(DeployResult.Refused, releases, [older]);
        if (plan.IsEmpty && Newest(releases) is { State: ReleaseState.Deployed } current && current.HasContentOf(Next(releases)) && !(request.PruneData && (await claims.SurplusAsync(cancellation)).Count > 0))
        {
            progress.Report(DeliveryEvent.Info("deploy", $"release {current.Number} is in place; nothing to change"));
            return Outcome(DeployResult.UpToDate, releases, []);
        }

        if (await new Preflight(client, request).CheckAsync(plan, live, cancellation) is { Count: > 0 } problems)
            return Outcome(DeployResult.Refused, releases, problems);
        progress.Report(DeliveryEvent.Info("preflight", "the cluster has what the release needs"));

        // The lease and the records live in the namespace.
        await applying.ApplyAsync(plan with { Changes = [.. plan.Changes.Where(change => change.Wanted.Stage == 0 && change.IsCreation)] }, request.TakeOver, request.Timeout, cancellation);
        var holder = $"{System.Environment.MachineName}/{System.Environment.ProcessId}/{Guid.NewGuid().ToString("N")[..8]}";
        await using var lease = await DeployLease.AcquireAsync(client, desired.Namespace, holder, request.LeaseDuration, request.LeasePatience, time, progress, cancellation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lease.Lost);
        return await RunHoldingAsync(lease, stop.Token);
    }

    private static Release? Newest(IReadOnlyList<Release> releases) => releases.Count == 0 ? null : releases[0];

    private static Release? Current(IReadOnlyList<Release> releases) => releases.FirstOrDefault(release => release.State == ReleaseState.Deployed);

    private async Task<DeployOutcome> RunHoldingAsync(DeployLease lease, CancellationToken cancellation)
    {
        // Another deploy may have ended while this one waited.
        var (plan, _, releases) = await LookAsync(cancellation);
        if (Guard(releases) is { Length: > 0 } older) return Outcome(DeployResult.Refused, releases, [older]);
        if (await applying.RehearseAsync(plan, request.TakeOver, cancellation) is { Count: > 0 } refusals) return Outcome(DeployResult.Refused, releases, refusals);

        foreach (var broken in releases.Where(release => release.State == ReleaseState.Deploying))
        {
            progress.Report(DeliveryEvent.Warning("deploy", $"release {broken.Number} was interrupted; going on from what it left"));
            await store.UpdateAsync(broken with { State = ReleaseState.Interrupted, Note = "its process ended before it was complete" }, cancellation);
        }

        var next = Next(releases);
        await store.WriteAsync(next, desired, cancellation);
        try
        {
            await applying.ApplyAsync(plan, request.TakeOver, request.Timeout, cancellation);
            await new RolloutWait(client, desired.System, desired.Namespace, time, progress)
                .WaitAsync([.. desired.Objects.Where(one => RolloutState.IsRollout(one.Key.Kind))], "all workloads", request.Timeout, cancellation);
            await request.Smoke(progress, cancellation);
            await applying.PruneAsync(plan.Surplus, "prune", cancellation);
            var done = next with { State = ReleaseState.Deployed };
            await store.UpdateAsync(done, cancellation);
            progress.Report(DeliveryEvent.Info("deploy", $"release {next.Number} is in place"));
            await TidyAsync([done, .. releases], cancellation);
            return Outcome(DeployResult.Deployed, [done, .. releases], []);
        }
        catch (Exception exception) when (exception is DeployFailedException or RolloutFailedException or ApiException or OperationCanceledException)
        {
            string[] problems = exception switch
            {
                DeployFailedException failed => [.. failed.Problems],
                RolloutFailedException failed => [failed.Message, .. failed.Reasons],
                OperationCanceledException => ["interrupted"],
                _ => [exception.Message],
            };
            foreach (var problem in problems) progress.Report(DeliveryEvent.Error("deploy", problem));
            if (lease.Lost.IsCancellationRequested) return Outcome(DeployResult.Incomplete, releases, [.. problems, "the lease was lost to another deploy, which decides now"]);
            return await RestoreAsync(next, releases, problems);
        }
        catch (ClusterUnavailableException exception)
        {
            return Outcome(DeployResult.Incomplete, releases, [exception.Message, $"release {next.Number} is neither complete nor undone."]);
        }
    }

    // What cannot be brought back goes last: the release is recorded by now, and nothing here can undo it.
    private async Task TidyAsync(IReadOnlyList<Release> releases, CancellationToken cancellation)
    {
        try
        {
            await store.TrimAsync(releases, cancellation);
            if (request.PruneData) await claims.PruneAsync(cancellation);
        }
        catch (Exception exception) when (exception is ApiException or ClusterUnavailableException or OperationCanceledException)
        {
            progress.Report(DeliveryEvent.Warning("prune", $"not everything that nothing needs any more was deleted: {exception.Message} The same command deletes the rest."));
        }
    }

    private async Task<DeployOutcome> RestoreAsync(Release failed, IReadOnlyList<Release> releases, string[] problems)
    {
        var started = time.GetTimestamp();
        var current = Current(releases);
        var note = string.Join('\n', problems);
        try
        {
            using var patience = new CancellationTokenSource(request.Timeout + request.Timeout);
            var before = current is null ? null : await store.ReadAsync(current.Number, patience.Token);
            await new Restoration(client, desired, time, progress).RunAsync(before, request.Timeout, patience.Token);
            var state = failed with { State = ReleaseState.Restored, Note = note };
            await store.UpdateAsync(state, patience.Token);
            progress.Report(DeliveryEvent.Warning("restore", current is null ? "there was no release before; nothing of this one is left" : $"release {current.Number} runs again, as before"));
            return Outcome(DeployResult.Restored, [state, .. releases], problems) with { Restoring = time.GetElapsedTime(started) };
        }
        catch (Exception exception) when (exception is DeployFailedException or RolloutFailedException or ApiException or ClusterUnavailableException or OperationCanceledException)
        {
            string[] all = [.. problems, $"the release before could not be put back: {exception.Message}"];
            try
            {
                await store.UpdateAsync(failed with { State = ReleaseState.Failed, Note = string.Join('\n', all) }, CancellationToken.None);
            }
            catch (Exception unreachable) when (unreachable is ApiException or ClusterUnavailableException)
            {
                // The record says that it is being deployed and nobody holds the lease, which says the same.
            }

            return Outcome(DeployResult.Incomplete, releases, all);
        }
    }

    private async Task<(Plan Plan, LiveObjects Live, IReadOnlyList<Release> Releases)> LookAsync(CancellationToken cancellation)
    {
        var records = store.ListAsync(cancellation);
        var live = await LiveObjects.ReadAsync(client, desired.System, desired.Namespace, cancellation);
        return (Plan.Of(desired, live), live, await records);
    }

    // A rollback is how an older release is wanted on purpose.
    private string Guard(IReadOnlyList<Release> releases) =>
        request.RollbackOf == 0 && Current(releases) is { } current && request.Compare(request.Commit, current.Commit) is CommitOrder.Older
            ? $"commit {request.Commit} is older than {current.Commit}, which release {current.Number} runs. Deploy a newer commit, or go back with 'rollback'."
            : "";

    private Release Next(IReadOnlyList<Release> releases) => new()
    {
        Number = (Newest(releases)?.Number ?? 0) + 1,
        State = ReleaseState.Deploying,
        Commit = request.Commit,
        Model = request.Model,
        Images = request.Images,
        Time = time.GetUtcNow(),
        Previous = Current(releases)?.Number ?? 0,
        RollbackOf = request.RollbackOf,
        Note = "",
    };

    private DeployOutcome Outcome(DeployResult result, IReadOnlyList<Release> releases, IReadOnlyList<string> problems) =>
        new(result, Current(releases)?.Number ?? 0, problems, client.Calls, client.Writes, applying.Changed);
}
