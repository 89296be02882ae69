using System.Text.Json.Nodes;

namespace Parity.Delivery;

/// <summary>Applies a plan, stage after stage, each waiting until its workloads are ready.</summary>
public sealed class Applying(ApiClient client, DesiredState desired, TimeProvider time, IProgress<DeliveryEvent> progress)
{
    /// <summary>Requests at a time; an API server serves these without making others wait.</summary>
    private const int Parallel = 8;
    private int changed;

    /// <summary>Objects applied or deleted so far.</summary>
    public int Changed => changed;

    /// <summary>Everything that the server would refuse, found without changing anything.</summary>
    public async Task<IReadOnlyList<string>> RehearseAsync(Plan plan, bool force, CancellationToken cancellation)
    {
        var problems = new System.Collections.Concurrent.ConcurrentBag<string>();
        await EachAsync(plan.Changes, async (change, stop) =>
        {
            try
            {
                await SendAsync(change, dryRun: true, force, stop);
            }
            catch (ApiException exception)
            {
                foreach (var problem in Explain(change.Wanted.Key, exception)) problems.Add(problem);
            }
        }, cancellation);
        return [.. problems.Order(StringComparer.Ordinal)];
    }

    public async Task ApplyAsync(Plan plan, bool force, TimeSpan timeout, CancellationToken cancellation)
    {
        foreach (var stage in plan.Changes.GroupBy(change => change.Wanted.Stage).OrderBy(stage => stage.Key))
        {
            var section = $"stage {stage.Key + 1} of {desired.LastStage + 1}";
            // What pods refer to exists before they do.
            foreach (var part in stage.GroupBy(change => RolloutState.IsRollout(change.Wanted.Key.Kind)).OrderBy(part => part.Key))
                await EachAsync(part, (change, stop) => ApplyAsync(change, section, force, stop), cancellation);
            var rollouts = stage.Select(change => change.Wanted).Where(one => RolloutState.IsRollout(one.Key.Kind)).ToArray();
            await new RolloutWait(client, desired.System, desired.Namespace, time, progress).WaitAsync(rollouts, section, timeout, cancellation);
        }
    }

    public async Task PruneAsync(IEnumerable<ObjectKey> surplus, string section, CancellationToken cancellation) => await EachAsync(surplus, async (key, stop) =>
    {
        if (!await client.DeleteAsync(PathOf(key), stop)) return;
        progress.Report(DeliveryEvent.Of(section, key, "deleted"));
        Interlocked.Increment(ref changed);
    }, cancellation);

    /// <summary>One apply; replicas of an autoscaler that is gone come back without asking.</summary>
    public async Task<JsonObject> SendAsync(Change change, bool dryRun, bool force, CancellationToken cancellation)
    {
        var (path, body) = (PathOf(change.Wanted.Key), change.IsCreation ? Autoscaled.AtBirth(change.Wanted, desired) : change.Wanted.Body);
        try
        {
            return await client.ApplyAsync(path, body, dryRun, force, cancellation);
        }
        catch (ApiException exception) when (!force && Autoscaled.IsTakenBack(exception))
        {
            return await client.ApplyAsync(path, body, dryRun, force: true, cancellation);
        }
    }

    /// <summary>What the server refused, a line for each reason.</summary>
    public static IEnumerable<string> Explain(ObjectKey key, ApiException exception) =>
        exception.Conflicts.Count == 0
            ? [$"{key}: {exception.Message}"]
            : exception.Conflicts.Select(conflict => $"{key}: {conflict.Field}: {conflict.Manager}. Let that manager go of the field, or take it over with --take-over.");

    private static async Task EachAsync<T>(IEnumerable<T> items, Func<T, CancellationToken, Task> action, CancellationToken cancellation) =>
        await System.Threading.Tasks.Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation }, async (item, stop) => await action(item, stop));

    private string PathOf(ObjectKey key) => key.Resource.Path(desired.Namespace, key.Name);

    private async Task ApplyAsync(Change change, string section, bool force, CancellationToken cancellation)
    {
        var key = change.Wanted.Key;
        try
        {
            // A job that has failed stays failed: a new one takes its place.
            if (key.Kind == "Job" && RolloutState.Of(change.Live) is RolloutState.Failed) await client.DeleteAsync(PathOf(key), cancellation);
            if (Autoscaled.LetsGo(change))
            {
                var now = await client.GetAsync(PathOf(key), cancellation);
                await client.ApplyAsync(PathOf(key), Autoscaled.Replicas(now), dryRun: false, force: true, cancellation, Autoscaled.Keeper);
            }

            await SendAsync(change, dryRun: false, force, cancellation);
        }
        catch (ApiException exception)
        {
            throw new DeployFailedException([.. Explain(key, exception)]);
        }

        progress.Report(DeliveryEvent.Of(section, key, change.IsCreation ? "created" : "changed"));
        Interlocked.Increment(ref changed);
    }
}
