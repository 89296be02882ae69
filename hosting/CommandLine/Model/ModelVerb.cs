using System.CommandLine;
using Parity.Model;
using Spectre.Console;

namespace Parity.CommandLine;

/// <summary><c>model</c>: the Topology as a table.</summary>
internal sealed class ModelVerb : Verb
{
    public override Command Command { get; } = new("model", "Show the system that the AppHost states: environments, workloads, routes");

    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context, CancellationToken cancellation)
    {
        var authored = await context.ReadAsync(cancellation);
        if (context.Report(authored.Diagnostics) != ExitCode.Holds || authored.Topology is not { } topology) return ExitCode.NotChecked;
        context.Console.Write(Table(topology));
        return ExitCode.Holds;
    }

    private static Table Table(Topology topology)
    {
        var table = new Table().AddColumns("workload", "kind", "replicas");
        foreach (var workload in topology.Workloads)
            table.AddRow(Markup.Escape(workload.Name), workload.Kind.ToString(), string.Join(" / ", topology.Environments.Select(environment => workload.Replicas.In(environment.Name))));
        return table;
    }
}
