using Parity.Emission;
using Parity.Model;
using Parity.Verification;
using Environment = Parity.Model.Environment;

namespace Parity.Delivery;

/// <summary>Whether what runs in one environment may go to another: recorded, healthy, by digest, of this very model, and differing only where declared.</summary>
public sealed class PromotionCheck(Topology topology, Environment source, Environment target)
{
    /// <summary>The release that may be promoted, or everything that stands against it.</summary>
    public async Task<(Release? Release, IReadOnlyList<string> Problems)> RunAsync(ApiClient client, string commit, CancellationToken cancellation)
    {
        var problems = new List<string>();
        if (source.Order >= target.Order) problems.Add($"'{source.Name}' comes after '{target.Name}' in the order of promotion: {string.Join(", ", topology.Environments.OrderBy(one => one.Order).Select(one => one.Name))}. Name them the other way round, or use 'rollback'.");
        problems.AddRange(Undeclared());

        var store = new ReleaseStore(client, topology.Name, source.Name, source.Namespace);
        var releases = await store.ListAsync(cancellation);
        if (releases.Count == 0) return (null, [.. problems, $"{source.Name}: no release is recorded. Deploy there first."]);
        var newest = releases[0];
        if (newest.State is ReleaseState.Deploying or ReleaseState.Failed or ReleaseState.Interrupted)
            return (null, [.. problems, $"{source.Name}: release {newest.Number} is {newest.State.ToString().ToLowerInvariant()}, so what runs is not one release. Run its deploy again, then promote."]);
        if (releases.FirstOrDefault(release => release.State == ReleaseState.Deployed) is not { } current)
            return (null, [.. problems, $"{source.Name}: no release came about. Deploy there first."]);

        problems.AddRange(Recorded(current, commit));
        if (await store.ReadAsync(current.Number, cancellation) is not { } content)
            return (null, [.. problems, $"{source.Name}: the record of release {current.Number} is gone. Deploy there again."]);
        problems.AddRange(Healthy(current, content, await LiveObjects.ReadAsync(client, topology.Name, source.Namespace, cancellation)));
        return (problems.Count == 0 ? current : null, problems);
    }

    // The same commit is the same model, unless what builds it differs (a flag, another SDK): so the model is compared as well.
    private IEnumerable<string> Recorded(Release release, string commit)
    {
        if (commit.Length == 0) yield return $"{target.Name}: here is no commit, so it cannot be told that this is the model of release {release.Number}. Promote from a git checkout.";
        else if (GitHistory.IsDirty(commit)) yield return $"{target.Name}: files here differ from commit {GitHistory.Clean(commit)}. Commit or undo the changes ('git status' lists them), then promote.";
        else if (GitHistory.IsDirty(release.Commit)) yield return $"{source.Name}: release {release.Number} was deployed from changed files ({release.Commit}), which no commit holds. Deploy there from a clean checkout first.";
        else if (release.Commit != commit) yield return $"{source.Name}: release {release.Number} is of commit {Named(release.Commit)}, here is {Named(commit)}. Check that commit out and promote from there.";
        else if (ModelHash.Of(topology) is var model && release.Model != model) yield return $"{source.Name}: release {release.Number} is of model {release.Model}, here it is {model}. Promote from the commit, and without changes to it.";
        foreach (var (workload, image) in release.Images.Where(image => !image.Value.Contains("@sha256:", StringComparison.Ordinal)))
            yield return $"{source.Name}: the image of '{workload}' is recorded as {image}, not by digest. Deploy there with --images first.";
        foreach (var workload in topology.In(target).Where(workload => workload.Image is Image.Built && !release.Images.ContainsKey(workload.Name)))
            yield return $"{source.Name}: no digest of '{workload.Name}' is recorded, which {target.Name} runs. Deploy to {source.Name} with an images.json that holds it.";
    }

    private IEnumerable<string> Healthy(Release release, DesiredState content, LiveObjects live)
    {
        foreach (var one in content.Objects.Where(one => RolloutState.IsRollout(one.Key.Kind)))
        {
            var reason = RolloutState.Of(live.Find(one.Key)) switch
            {
                RolloutState.Waiting waiting => waiting.Detail,
                RolloutState.Failed failed => failed.Reason,
                _ => "",
            };
            if (reason.Length > 0) yield return $"{source.Name}: {one.Key} is not healthy: {reason}. 'status' and 'drift' say more; promote when it is.";
        }

        foreach (var drift in Drift.Of(content, live))
            yield return $"{source.Name}: {drift.Target} {drift.Difference.Path} is '{drift.Difference.Actual}', release {release.Number} says '{drift.Difference.Wanted}'{(drift.Manager.Length > 0 ? $" (changed by {drift.Manager})" : "")}. What is promoted is not what was tested; deploy there again.";
    }

    private IEnumerable<string> Undeclared() =>
        ParityCheck.Check(topology, Emitter.Emit(topology, []), [source.Name, target.Name]).Differences
            .Where(difference => difference.Severity == DifferenceSeverity.Error)
            .Select(difference => $"{source.Name} and {target.Name}: {difference.Subject} {difference.Leaf}: {difference.Reason} ('parity' shows all)");

    private static string Named(string commit) => commit.Length == 0 ? "none (no repository)" : commit;
}
