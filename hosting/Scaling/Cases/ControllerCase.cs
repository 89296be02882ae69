using System.Collections.Immutable;
using System.Text.Json;

namespace Parity.Scaling.Cases;

/// <summary>One autoscaler followed over many syncs.</summary>
internal static class ControllerCase
{
    public static (Mismatch? Mismatch, int Steps) Evaluate(JsonElement @case)
    {
        var id = @case.GetProperty("id").GetString()!;
        var gates = @case.GetProperty("gates");
        var settings = SettingsReader.Read(@case.GetProperty("controller")) with
        {
            Gates = new(gates.GetProperty("HPAScaleToZero").GetBoolean(), gates.GetProperty("HPAConfigurableTolerance").GetBoolean()),
        };
        var template = PodTemplate.Read(@case.GetProperty("podTemplate"));
        var spec = @case.GetProperty("spec");
        var specification = SpecificationReader.Read(spec);
        var status = default(Status);
        var memory = new Memory();
        var steps = 0;
        foreach (var sync in @case.GetProperty("syncs").EnumerateArray())
        {
            if (sync.OptionalProperty("restart")?.GetBoolean() == true) memory = new();
            if (sync.OptionalProperty("spec") is { } changed) specification = SpecificationReader.Read(spec = changed);
            var decision = Autoscaler.Step(specification, settings, status, memory, Observe(sync, spec, template));
            status = decision.Status;
            if (Compare(sync.GetProperty("expect"), decision).First(id, steps++) is { } mismatch) return (mismatch, steps);
        }

        return (null, steps);
    }

    private static Observation Observe(JsonElement sync, JsonElement spec, PodTemplate template)
    {
        var now = sync.GetProperty("t").GetInstant();
        var scale = sync.GetProperty("scale");
        return new()
        {
            Now = now,
            Scale = new(scale.GetProperty("spec").GetInt32(), scale.GetProperty("status").GetInt32()),
            Access = sync.OptionalProperty("scaleError")?.GetString() switch
            {
                null => ScaleAccess.Works,
                "get" => ScaleAccess.ReadFails,
                "update" => ScaleAccess.WriteFails,
                var other => throw new FormatException($"Unknown scaleError '{other}'."),
            },
            Pods = PodReader.ReadAll(sync, "pods", now, template),
            Orphans = PodReader.ReadAll(sync, "orphans", now, template),
            Answers = ReadAnswers(sync, spec),
        };
    }

    // {"observed":[{"error":true}]} beside a spec without metrics: the recorder made the APIs fail for the metrics that the user
    // wrote, so the metric that the API server fills in was answered all the same (recorded as a proposal, not as FetchFailed).
    private static ImmutableArray<MetricAnswer> ReadAnswers(JsonElement sync, JsonElement spec) =>
        sync.OptionalProperty("observed") is { } observed && SpecificationReader.NamesMetrics(spec)
            ? [.. observed.EnumerateArray().Select(answer => MetricReader.ReadAnswer(answer))]
            : [];

    private static Difference Compare(JsonElement expect, Decision decision)
    {
        var difference = new Difference();
        difference.Compare("desired", expect.GetProperty("desired").GetInt32(), decision.Status.DesiredReplicas);
        difference.Compare("write", expect.OptionalProperty("write")?.GetInt32(), decision.Write);
        difference.Compare("error", expect.OptionalProperty("error")?.GetBoolean() ?? false, decision.Failed);
        difference.Compare("proposals", Proposed(expect), Proposed(decision.Proposals.Span));
        var conditions = expect.GetProperty("conditions");
        difference.Compare("conditions.AbleToScale", Recorded(conditions, "AbleToScale"), Text(decision.Status.AbleToScale));
        difference.Compare("conditions.ScalingActive", Recorded(conditions, "ScalingActive"), Text(decision.Status.ScalingActive));
        difference.Compare("conditions.ScalingLimited", Recorded(conditions, "ScalingLimited"), Text(decision.Status.ScalingLimited));
        difference.Compare("conditions.ScaledToZero", Recorded(conditions, "ScaledToZero"), Text(decision.Status.ScaledToZero));
        return difference;
    }

    private static string Proposed(JsonElement expect) =>
        expect.OptionalProperty("proposals") is { } proposals ? string.Join(", ", proposals.EnumerateArray().Select(proposal => proposal.ToString())) : "";

    private static string Proposed(ReadOnlySpan<Proposal> proposals)
    {
        var texts = new string[proposals.Length];
        for (var i = 0; i < texts.Length; i++) texts[i] = proposals[i] is { Error: { } error } ? error.ToString() : $"{proposals[i].Replicas}";
        return string.Join(", ", texts);
    }

    private static string Recorded(JsonElement conditions, string type) => conditions.OptionalProperty(type) is { } condition
        ? $"{condition.GetProperty("status").GetString()} {condition.GetProperty("reason").GetString()}"
        : "absent";

    private static string Text(Condition? condition) => condition is { } present ? $"{present.Status} {present.Reason}" : "absent";
}
