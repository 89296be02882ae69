using System.Text.Json;

namespace Parity.Scaling.Cases;

/// <summary>One metric evaluated once.</summary>
internal static class MetricCase
{
    public static Mismatch? Evaluate(JsonElement @case)
    {
        var metric = MetricReader.Read(@case.GetProperty("metric"));
        var now = TimeSpan.Zero;
        var observation = new Observation
        {
            Now = now,
            Scale = new(@case.GetProperty("specReplicas").GetInt32(), @case.GetProperty("statusReplicas").GetInt32()),
            Pods = PodReader.ReadAll(@case, "pods", now, PodTemplate.None),
            Orphans = PodReader.ReadAll(@case, "orphans", now, PodTemplate.None),
        };
        var settings = SettingsReader.Read(@case);
        var tolerance = @case.GetProperty("tolerance");
        var proposal = Proposals.For(
            metric,
            MetricReader.ReadAnswer(@case.OptionalProperty("observed")),
            observation,
            settings,
            new(tolerance.GetProperty("up").GetDouble(), tolerance.GetProperty("down").GetDouble()));

        var difference = new Difference();
        var expect = @case.GetProperty("expect");
        difference.Compare("error", expect.OptionalProperty("error")?.GetString() ?? "none", proposal.Error?.ToString() ?? "none");
        if (proposal.Error is null && expect.OptionalProperty("error") is null)
        {
            difference.Compare("replicas", expect.GetProperty("replicas").GetInt32(), proposal.Replicas);
            if (expect.OptionalProperty("utilization") is { } utilization) difference.Compare("utilization", utilization.GetInt32(), proposal.Utilization);
            if (expect.OptionalProperty("value") is { } value) difference.Compare("value", value.GetInt64(), proposal.Value);
        }

        return difference.First(@case.GetProperty("id").GetString()!, step: null);
    }
}
