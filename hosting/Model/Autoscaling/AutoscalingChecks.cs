namespace Parity.Model;

/// <summary>What the API server, KEDA or arithmetic would refuse in a declaration.</summary>
public static class AutoscalingChecks
{
    private static readonly TimeSpan LongestWindow = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromMinutes(30);

    /// <summary>Everything wrong with the declaration of one workload, all at once.</summary>
    public static IEnumerable<Diagnostic> Check(string workload, Autoscaling autoscaling)
    {
        var subject = $"autoscaling of '{workload}'";
        return Bounds(subject, "everywhere", autoscaling, autoscaling.Bounds)
            .Concat(autoscaling.Differences.SelectMany(entry => Difference(subject, autoscaling, entry.Key, entry.Value)))
            .Concat(Metrics(subject, autoscaling))
            .Concat(Rules(subject, "up", autoscaling.Behavior.Up))
            .Concat(Rules(subject, "down", autoscaling.Behavior.Down))
            .Concat(autoscaling.Windows.SelectMany(window => Window(subject, autoscaling, window)));
    }

    private static IEnumerable<Diagnostic> Difference(string subject, Autoscaling autoscaling, string environment, AutoscalingDifference difference)
    {
        if (string.IsNullOrWhiteSpace(difference.Reason))
            yield return Diagnostic.Error("AUTOSCALING-001", subject, $"The bounds in '{environment}' differ without a reason.", $"Give In(\"{environment}\", …) a reason.");
        foreach (var diagnostic in Bounds(subject, $"in '{environment}'", autoscaling, difference.Bounds)) yield return diagnostic;
    }

    private static IEnumerable<Diagnostic> Bounds(string subject, string where, Autoscaling autoscaling, AutoscalingBounds bounds)
    {
        if (bounds.Maximum < 1 || bounds.Minimum < 0 || bounds.Minimum > bounds.Maximum)
            yield return Diagnostic.Error("AUTOSCALING-002", subject, $"Minimum {bounds.Minimum} and maximum {bounds.Maximum} {where} leave no number of replicas.", "Choose 0 <= minimum <= maximum and maximum >= 1.");
        if (bounds.Minimum == 0 && !autoscaling.Metrics.Any(metric => metric.ExistsWithoutReplicas))
            yield return Diagnostic.Error("AUTOSCALING-003", subject, $"At the minimum of 0 {where} no metric has a value, so nothing would wake the workload.", "Measure requests or a queue, or choose AtLeast(1).");
    }

    private static IEnumerable<Diagnostic> Metrics(string subject, Autoscaling autoscaling)
    {
        if (autoscaling.Metrics.Count == 0)
            yield return Diagnostic.Error("AUTOSCALING-004", subject, "Nothing is measured.", "Name metrics with Measuring(…), or start from Autoscaling.UpTo(maximum).");
        foreach (var metric in autoscaling.Metrics)
        {
            var target = metric switch
            {
                AutoscalingMetric.Cpu cpu => cpu.Percent,
                AutoscalingMetric.Memory memory => memory.Percent,
                AutoscalingMetric.RequestRate rate => rate.PerReplica,
                AutoscalingMetric.RequestsInFlight requests => requests.PerReplica,
                AutoscalingMetric.QueueDepth queue => queue.PerReplica,
                _ => throw new ArgumentOutOfRangeException(nameof(autoscaling), metric, null),
            };
            if (!(target > 0)) yield return Diagnostic.Error("AUTOSCALING-005", subject, $"The target of {metric} is not above 0.", "Give it the amount that one replica carries.");
            else if (!IsWritten(target)) yield return Diagnostic.Error("AUTOSCALING-005", subject, $"The target of {metric} is finer than the thousandths that a cluster is told.", "Round it to three digits after the point.");
        }
    }

    private static IEnumerable<Diagnostic> Rules(string subject, string direction, AutoscalingRules rules)
    {
        if (rules.Window < TimeSpan.Zero || rules.Window > LongestWindow || !IsWhole(rules.Window))
            yield return Diagnostic.Error("AUTOSCALING-006", subject, $"The window {direction} is {Duration.Format(rules.Window)}.", "Choose whole seconds from 0s to 1h.");
        if (rules.Policies.Count == 0)
            yield return Diagnostic.Error("AUTOSCALING-007", subject, $"There is no policy {direction}.", "Name one, or select Disabled beside one.");
        foreach (var policy in rules.Policies)
        {
            var amount = policy switch
            {
                AutoscalingPolicy.Replicas replicas => replicas.Count,
                AutoscalingPolicy.Percent percent => percent.Share,
                _ => throw new ArgumentOutOfRangeException(nameof(rules), policy, null),
            };
            if (amount <= 0 || policy.Period < TimeSpan.FromSeconds(1) || policy.Period > LongestPeriod || !IsWhole(policy.Period))
                yield return Diagnostic.Error("AUTOSCALING-008", subject, $"The policy {policy} {direction} is out of range.", "Choose an amount above 0 and a period of whole seconds from 1s to 30m.");
        }

        if (!(rules.Tolerance >= 0) || !IsWritten(rules.Tolerance))
            yield return Diagnostic.Error("AUTOSCALING-009", subject, FormattableString.Invariant($"The tolerance {direction}, {rules.Tolerance}, is not a number of thousandths from 0 on."), "Choose a fraction of 0 or more, such as 0.1.");
    }

    private static bool IsWhole(TimeSpan time) => time.Ticks % TimeSpan.TicksPerSecond == 0;

    // Thousandths are what quantities and triggers hold; a finer number would be rounded without a word.
    private static bool IsWritten(double amount) => double.IsFinite(amount) && Math.Abs((amount * 1000) - Math.Round(amount * 1000)) < 1e-6;

    private static IEnumerable<Diagnostic> Window(string subject, Autoscaling autoscaling, AutoscalingWindow window)
    {
        var smallest = autoscaling.Differences.Values.Select(difference => difference.Bounds.Maximum).Append(autoscaling.Bounds.Maximum).Min();
        if (window.Floor < 1 || window.Floor > smallest)
            yield return Diagnostic.Error("AUTOSCALING-010", subject, $"The floor {window.Floor} from {window.From} is not between 1 and the smallest maximum, {smallest}.", "Lower the floor or raise the maximum.");
        if (window.From.Ticks % TimeSpan.TicksPerMinute != 0 || window.To.Ticks % TimeSpan.TicksPerMinute != 0)
            yield return Diagnostic.Error("AUTOSCALING-010", subject, $"The window from {window.From:O} to {window.To:O} does not begin and end at a full minute.", "Choose full minutes: new(20, 30).");
        if (string.IsNullOrWhiteSpace(window.TimeZone))
            yield return Diagnostic.Error("AUTOSCALING-011", subject, $"The window from {window.From} names no time zone.", "Set TimeZone to an IANA name such as Europe/Berlin.");
    }
}
