using Parity.Model;

namespace Parity.Emission;

/// <summary>A call that must be possible; every other one is not.</summary>
/// <param name="From">The workload that calls.</param>
/// <param name="To">The one called; empty for what is outside of the cluster.</param>
/// <param name="Port">Port called.</param>
internal sealed record Edge(string From, string To, int Port);

/// <summary>The calls that references, waits and telemetry make.</summary>
internal static class Edges
{
    public static IEnumerable<Edge> Of(Target target) => target.Workloads.SelectMany(workload =>
        Calls(target, workload)
            // A waiting pod runs the job's program itself before its own (WaitContainers).
            .Concat(WaitContainers.Jobs(target, workload).SelectMany(job => Calls(target, job)))
            .Select(call => new Edge(workload.Name, call.To, call.Port))
            .Distinct());

    private static IEnumerable<(string To, int Port)> Calls(Target target, Workload workload)
    {
        foreach (var reference in workload.References)
        {
            // A store that an environment does not run is somebody's service outside, on the same port.
            var callee = target.Topology.Find(reference.Workload)!;
            var port = callee.Endpoints.First(endpoint => endpoint.Name == reference.Endpoint).Port;
            if (target.Find(reference.Workload) is not null) yield return (reference.Workload, port);
            else if (callee.Kind == WorkloadKind.Store) yield return ("", port);
        }

        foreach (var outside in workload.Outsides) yield return ("", outside.Port);
        if (!workload.SendsTelemetry) yield break;
        var telemetry = target.Environment.Telemetry;
        yield return (target.Find(telemetry.Host)?.Name ?? "", telemetry.Port);
    }
}
