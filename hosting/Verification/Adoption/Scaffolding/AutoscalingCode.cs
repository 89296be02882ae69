using System.Globalization;
using Parity.Model;

namespace Parity.Verification.Adoption.Scaffolding;

/// <summary>Autoscaling as C#.</summary>
internal static class AutoscalingCode
{
    public static string Write(Autoscaling autoscaling)
    {
        var metrics = string.Join(", ", autoscaling.Metrics.Select(metric => metric switch
        {
            AutoscalingMetric.Cpu cpu => Text($"new AutoscalingMetric.Cpu({cpu.Percent})"),
            AutoscalingMetric.Memory memory => Text($"new AutoscalingMetric.Memory({memory.Percent})"),
            _ => throw new InvalidOperationException(),
        }));
        var differences = string.Concat(autoscaling.Differences.Select(each => Text($".In({ScaffoldCode.Text(each.Key)}, {each.Value.Bounds.Minimum}, {each.Value.Bounds.Maximum}, {ScaffoldCode.Text(each.Value.Reason)})")));
        return Text($"WithAutoscaling(new Parity.Model.Autoscaling {{ Bounds = new({autoscaling.Bounds.Minimum}, {autoscaling.Bounds.Maximum}), Metrics = [{metrics}], Behavior = new({Rules(autoscaling.Behavior.Up)}, {Rules(autoscaling.Behavior.Down)}) }}{differences})");
    }

    private static string Rules(AutoscalingRules rules)
    {
        var policies = string.Join(", ", rules.Policies.Select(policy => policy switch
        {
            AutoscalingPolicy.Percent percent => Text($"new AutoscalingPolicy.Percent({percent.Share}, {ScaffoldCode.Time(percent.Period)})"),
            AutoscalingPolicy.Replicas replicas => Text($"new AutoscalingPolicy.Replicas({replicas.Count}, {ScaffoldCode.Time(replicas.Period)})"),
            _ => throw new InvalidOperationException(),
        }));
        return $"new() {{ Window = {ScaffoldCode.Time(rules.Window)}, Selection = AutoscalingSelection.{rules.Selection}, Policies = [{policies}] }}";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
