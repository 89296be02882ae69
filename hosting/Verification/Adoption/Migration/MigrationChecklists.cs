namespace Parity.Verification.Adoption.Migration;

/// <summary>What to do in each phase, made from what was found; a point with nothing behind it is left out.</summary>
internal static class MigrationChecklists
{
    public static IReadOnlyList<string> Configuration(IReadOnlyList<EnvironmentDifference> differences, string staging, string production)
    {
        List<string> points = [];
        Add(points, differences, ["workload-missing", "workload-kind", "container-missing"], names => $"Deploy on {staging} what only one of the two runs: {names}");
        Add(points, differences, ["image-registry", "image-tag", "image-name", "image-digest"], names => $"Run {production}'s images on {staging}: {names}");
        Add(points, differences, ["env-value", "env-missing", "env-production-only", "env-source", "configmap-key", "configmap-missing"], names => $"Bring {production}'s settings over, or write down why not: {names}");
        Add(points, differences, ["hpa-production-only", "hpa-missing", "hpa-range", "hpa-metric", "hpa-behavior", "replicas"], names => $"Scale on {staging} by the same rules, so that they are exercised before {production}: {names}");
        Add(points, differences, ["route-missing", "route-prefix", "route-timeout", "route-retries", "route-rewrite", "route-tls"], names => $"Route on {staging} as {production} does: {names}");
        Add(points, differences, ["security", "service-account", "networkpolicy"], names => $"Decide who is right where rights differ: {names}");
        Add(points, differences, ["resources", "probe", "shutdown", "pdb", "command", "volume", "port"], names => $"Align how they are sized, probed, started and stored: {names}");
        points.Add($"Run the tests on {staging}; hold both against each other again: adopt must list nothing here that is not accepted.");
        return points;
    }

    public static IReadOnlyList<string> Settings(AdoptionResult result, IReadOnlyList<EnvironmentDifference> inherent)
    {
        List<string> points = [];
        if (inherent.Count > 0) points.Add($"Declare what is given by each environment in Environments.cs ({inherent.Count}): {string.Join(", ", inherent.Select(each => each.Path).Distinct())}");
        var perEnvironment = result.Differences.Count(each => each.Category is "env-value" or "configmap-key");
        if (perEnvironment > 0) points.Add($"For each of the {perEnvironment} settings that differ: one value, or one per environment with a reason.");
        var secrets = result.Differences.Where(each => each.Category is "env-source" or "secret-key" or "secret-missing").Select(each => each.Workload).Distinct().ToList();
        if (secrets.Count > 0) points.Add($"Read what is a secret somewhere as a secret everywhere: {string.Join(", ", secrets)}");
        points.Add("Write the scaffold (adopt --scaffold FILE), fill in the reasons, and prove it (adopt --prove).");
        return points;
    }

    public static IReadOnlyList<string> Pipeline(AdoptionResult result, string staging)
    {
        List<string> points = [];
        if (result.Rebuilds.Count > 0) points.Add($"Build each image once and carry its digest on, instead of building it again: {string.Join(", ", result.Rebuilds.Select(each => $"{each.Environment} ({each.Stage})"))}");
        if (result.Pipelines.Any(each => each.Category == "registry")) points.Add("Push to one registry, from which every environment pulls the same digest.");
        var skipped = result.Pipelines.Where(each => each.Category is "stage-skipped" or "stage-missing").Select(each => each.Stage).OfType<string>().Distinct().ToList();
        if (skipped.Count > 0) points.Add($"Run everywhere, or nowhere: {string.Join(", ", skipped)}");
        var approvals = result.Pipelines.Where(each => each.Category == "input").Select(each => each.Stage).OfType<string>().Distinct().ToList();
        if (approvals.Count > 0) points.Add($"Keep the approval as a step of promotion: {string.Join(", ", approvals)}");
        if (result.Pipelines.Count == 0) points.Add("No pipelines were collected, or they are alike: add the Jenkinsfiles to hold them against each other.");
        points.Add($"Let the unified pipeline deploy {staging} and stop the old one there; keep it ready to run until the next phase is done.");
        return points;
    }

    public static IReadOnlyList<string> Production(AdoptionResult result, string production)
    {
        List<string> points = [];
        if (result.Model.FirstOrDefault(each => each.Environment == production) is { } change)
        {
            if (change.OnlyRunning.Count > 0) points.Add($"Add to the model, or end, what runs and is not in it: {string.Join(", ", change.OnlyRunning)}");
            if (change.OnlyInModel.Count > 0) points.Add($"New in {production}: {string.Join(", ", change.OnlyInModel)}");
            if (change.OtherObjects.Count > 0) points.Add($"Keep by other means, or end, what the model does not state: {string.Join(", ", change.OtherObjects)}");
            if (change.Changes.Count > 0) points.Add($"Read the {change.Changes.Count} changes that the model makes of workloads; {change.Equal} places stay as they are.");
            if (change.EqualWorkloads.Count > 0) points.Add($"Nothing changes for {string.Join(", ", change.EqualWorkloads)} but what the model sets alike for all.");
            foreach (var rule in change.Rules) points.Add($"Alike for all: {rule.Reason} ({rule.Workloads.Count} change: {string.Join(", ", rule.Workloads)})");
        }
        else points.Add($"The model has no environment '{production}' yet: declare it, then adopt says what would change.");
        points.Add($"Deploy, watch the rollout, then compare again what runs with the model; the rollback is the set of digests before.");
        return points;
    }

    public static IReadOnlyList<string> Earlier(IReadOnlyList<EnvironmentDifference> differences, IReadOnlyList<string> earlier, string production)
    {
        List<string> points = [];
        foreach (var group in differences.GroupBy(each => each.Workload, StringComparer.Ordinal).OrderByDescending(group => group.Max(each => each.Severity)).ThenBy(group => group.Key, StringComparer.Ordinal))
            points.Add($"{group.Key}: {string.Join(", ", group.Select(each => each.Path))}");
        points.Add($"Let the unified pipeline deploy {string.Join(" and ", earlier)} first from now on: a change goes up to {production} from there.");
        return points;
    }

    private static void Add(List<string> points, IReadOnlyList<EnvironmentDifference> differences, string[] categories, Func<string, string> point)
    {
        var names = differences.Where(each => categories.Contains(each.Category, StringComparer.Ordinal)).Select(each => each.Workload).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count > 0) points.Add(point(string.Join(", ", names)));
    }
}
