using System.Globalization;
using System.Text.Json;
using Parity.Scaling.Simulation;

namespace Parity.CommandLine;

/// <summary>The alternatives side by side, and what follows from them.</summary>
internal static class RehearsalReport
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Prints it.</summary>
    /// <returns>Whether the declaration keeps the objective.</returns>
    public static int Print(Rehearsal rehearsal, bool json, TextWriter output)
    {
        var plans = Alternatives.To(rehearsal.Declared, rehearsal.Request.Environment, rehearsal.Trace, rehearsal.Capacity, rehearsal.Settings).AddRange(rehearsal.Others);
        var comparison = Comparison.Of(rehearsal.Trace, rehearsal.Capacity, plans, rehearsal.Settings);
        var declared = comparison.Results.Single(result => result.Plan == "declared");
        var bounds = rehearsal.Declared.BoundsIn(rehearsal.Request.Environment);
        var feasibility = Feasibility.Of(rehearsal.Trace, rehearsal.Capacity, rehearsal.Objective, bounds.Minimum, bounds.Maximum, rehearsal.Settings);
        var recommendation = rehearsal.Request.Recommend ? Recommendation.For(rehearsal.Trace, rehearsal.Capacity, rehearsal.Objective, rehearsal.Settings) : null;
        var holds = rehearsal.Objective.IsMetBy(declared);

        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    workload = rehearsal.Request.Workload,
                    environment = rehearsal.Request.Environment,
                    holds,
                    plans = comparison.Results.Select(result => new { result.Plan, meets = rehearsal.Objective.IsMetBy(result), timeRatio = comparison.TimeRatio(result), costRatio = comparison.CostRatio(result), result }),
                    feasible = feasibility.IsFeasible,
                    statement = feasibility.ToString(),
                    spareReplicas = feasibility.Spare,
                    recommended = recommendation?.ToCode(),
                },
                Indented));
        }
        else
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rehearsal.Request.Workload} in {rehearsal.Request.Environment}, {bounds.Minimum} to {bounds.Maximum} replicas of {rehearsal.Capacity.RequestsPerSecond:0.#} requests/s, ready after {rehearsal.Capacity.StartUp.TotalSeconds:0.#} s; {rehearsal.Request.Trace}, {rehearsal.Trace.Duration.TotalMinutes:0.#} min"));
            output.WriteLine();
            output.WriteLine(comparison.ToTable());
            output.WriteLine(comparison.ToPlot());
            output.WriteLine(feasibility);
            output.WriteLine(holds ? "The declaration keeps it." : "The declaration does not keep it.");
            if (recommendation is not null) output.WriteLine(Advice(recommendation));
        }

        return holds ? ExitCode.Holds : ExitCode.DoesNotHold;
    }

    private static string Advice(Recommendation recommendation) => recommendation.IsMet
        ? $"Recommended:{System.Environment.NewLine}    {recommendation.ToCode()}"
        : $"Nothing found keeps the objective; nearest:{System.Environment.NewLine}    {recommendation.ToCode()}";
}
