namespace Parity.Delivery;

/// <summary>Puts the release before back where the failed one has changed something.</summary>
public sealed class Restoration(ApiClient client, DesiredState failed, TimeProvider time, IProgress<DeliveryEvent> progress)
{
    /// <param name="before">What ran; null leaves nothing but the namespace.</param>
    /// <param name="timeout">For each stage.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task RunAsync(DesiredState? before, TimeSpan timeout, CancellationToken cancellation)
    {
        progress.Report(DeliveryEvent.Warning("restore", before is null ? "removing what was created" : "putting the release before back"));
        var live = await LiveObjects.ReadAsync(client, failed.System, failed.Namespace, cancellation);
        var wanted = before ?? failed with { Objects = [.. failed.Objects.Where(one => one.Key.Kind == "Namespace")] };
        var plan = Plan.Of(wanted, live);
        // Another manager's field that was there before the deploy stays as it was.
        plan = plan with { Changes = [.. plan.Changes.Where(change => change.Live.At("metadata", "annotations").Text(DesiredObject.HashAnnotation) != change.Wanted.Hash)] };
        var applying = new Applying(client, wanted, time, progress);
        foreach (var stage in plan.Changes.GroupBy(change => change.Wanted.Stage).OrderBy(stage => stage.Key))
        {
            var part = plan with { Changes = [.. stage] };
            await UnblockAsync(stage, cancellation);
            await applying.ApplyAsync(part, force: true, timeout, cancellation);
        }

        if (before is not null)
            await new RolloutWait(client, wanted.System, wanted.Namespace, time, progress).WaitAsync([.. wanted.Objects.Where(one => RolloutState.IsRollout(one.Key.Kind))], "restore", timeout, cancellation);
        await applying.PruneAsync(plan.Surplus, "restore", cancellation);
    }

    // https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback: a pod that never got ready blocks the way back.
    private async Task UnblockAsync(IEnumerable<Change> stage, CancellationToken cancellation)
    {
        foreach (var change in stage.Where(change => change.Wanted.Key.Kind == "StatefulSet" && change.Live is not null))
        {
            await client.ApplyAsync(change.Wanted.Key.Resource.Path(failed.Namespace, change.Wanted.Key.Name), change.Wanted.Body, dryRun: false, force: true, cancellation);
            var selector = Uri.EscapeDataString($"app.kubernetes.io/part-of={failed.System},app.kubernetes.io/name={change.Wanted.Workload}");
            var pods = await client.GetAsync($"api/v1/namespaces/{failed.Namespace}/pods?labelSelector={selector}", cancellation);
            foreach (var pod in pods.At("items").Items().Where(pod => !pod.At("status", "conditions").Items().Any(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True")))
                await client.DeleteAsync($"api/v1/namespaces/{failed.Namespace}/pods/{pod.Text("metadata", "name")}", cancellation);
        }
    }
}
