using System.Text.Json.Nodes;

namespace Parity.Delivery;

/// <summary>Waits until rollouts are complete, and says what they wait for.</summary>
public sealed class RolloutWait(ApiClient client, string system, string space, TimeProvider time, IProgress<DeliveryEvent> progress)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan ExplainAfter = TimeSpan.FromSeconds(5);

    /// <exception cref="RolloutFailedException">One failed, or they are not complete in time.</exception>
    public async Task WaitAsync(IReadOnlyCollection<DesiredObject> rollouts, string section, TimeSpan patience, CancellationToken cancellation)
    {
        var pending = rollouts.ToDictionary(one => one.Key);
        var (started, explained) = (time.GetTimestamp(), time.GetTimestamp());
        var said = new HashSet<string>();
        while (pending.Count > 0)
        {
            var live = await ReadAsync(pending.Keys, cancellation);
            foreach (var (key, wanted) in pending.ToArray())
            {
                switch (RolloutState.Of(live.GetValueOrDefault(key)))
                {
                    case RolloutState.Ready ready:
                        pending.Remove(key);
                        progress.Report(DeliveryEvent.Of(section, key, ready.Detail) with { IsDone = true });
                        break;
                    case RolloutState.Failed failed:
                        throw new RolloutFailedException($"{key} failed: {failed.Reason}", await ReasonsAsync([wanted], cancellation));
                    case RolloutState.Waiting waiting when said.Add($"{key} {waiting.Detail}"):
                        progress.Report(DeliveryEvent.Of(section, key, waiting.Detail));
                        break;
                }
            }

            if (pending.Count == 0) return;
            if (time.GetElapsedTime(started) > patience)
                throw new RolloutFailedException($"{string.Join(", ", pending.Keys.Select(key => key.ToString()).Order(StringComparer.Ordinal))} not ready after {patience.TotalSeconds:0} s", await ReasonsAsync(pending.Values, cancellation));
            if (time.GetElapsedTime(explained) > ExplainAfter)
            {
                explained = time.GetTimestamp();
                foreach (var reason in (await ReasonsAsync(pending.Values, cancellation)).Where(said.Add)) progress.Report(DeliveryEvent.Warning(section, reason));
            }

            await Task.Delay(Poll, time, cancellation);
        }
    }

    private Task<IReadOnlyList<string>> ReasonsAsync(IEnumerable<DesiredObject> pending, CancellationToken cancellation) =>
        new StuckPods(client, system, space).ExplainAsync(pending.Select(one => one.Workload).ToHashSet(), cancellation);

    private async Task<Dictionary<ObjectKey, JsonObject>> ReadAsync(IEnumerable<ObjectKey> keys, CancellationToken cancellation)
    {
        var found = new Dictionary<ObjectKey, JsonObject>();
        foreach (var kind in keys.Select(key => key.Resource).Distinct())
        {
            var list = await client.GetAsync($"{kind.Collection(space)}?labelSelector={LiveObjects.Selector(system)}", cancellation);
            foreach (var item in list.At("items").Items().OfType<JsonObject>())
            {
                (item["apiVersion"], item["kind"]) = (kind.ApiVersion, kind.Kind);
                found[ObjectKey.Of(item)] = item;
            }
        }

        return found;
    }
}

/// <summary>A workload does not become ready.</summary>
public sealed class RolloutFailedException(string message, IReadOnlyList<string> reasons) : Exception(message)
{
    /// <summary>What its pods say.</summary>
    public IReadOnlyList<string> Reasons => reasons;
}
