using System.CommandLine;
using System.Globalization;
using Parity.Model;
using Spectre.Console;

namespace Parity.CommandLine;

/// <summary><c>model</c>: the Topology as a table or JSON.</summary>
internal sealed class ModelVerb : Verb
{
    private readonly Option<bool> json = new("--json") { Description = "Write the whole Topology as JSON" };

    public ModelVerb() => Command = new Command("model", "Show the system that the AppHost states: environments, workloads, routes") { json };

    public override Command Command { get; }

    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context, CancellationToken cancellation)
    {
        var authored = await context.ReadAsync(cancellation);
        if (context.Report(authored.Diagnostics) != ExitCode.Holds || authored.Topology is not { } topology) return ExitCode.NotChecked;
        if (arguments.GetValue(json)) context.Output.WriteLine(TopologyJson.Write(topology));
        else context.Print(Table(topology));
        return ExitCode.Holds;
    }

    private static Table Table(Topology topology)
    {
        // One column for each environment: replicas, or nothing where the workload does not exist.
        var table = new Table().AddColumns("workload", "kind", "routes").AddColumns([.. topology.Environments.Select(environment => Markup.Escape(environment.Name))]);
        foreach (var workload in topology.Workloads.OrderBy(workload => workload.Name, StringComparer.Ordinal))
        {
            var routes = topology.Routes.Routes.Where(route => route.Backends.Any(backend => backend.Workload == workload.Name)).Select(route => route.Match.Path.Path);
            table.AddRow([
                Markup.Escape(workload.Name), workload.Kind.ToString(), Markup.Escape(string.Join(", ", routes)),
                .. topology.Environments.Select(environment => workload.Presence.In(environment.Name) ? Replicas(workload, environment.Name) : "-")]);
        }

        return table;
    }

    private static string Replicas(Workload workload, string environment) => workload.Autoscaling?.BoundsIn(environment) is var (least, most)
        ? string.Create(CultureInfo.InvariantCulture, $"{least} to {most}")
        : workload.Replicas.In(environment).ToString(CultureInfo.InvariantCulture);
}
