using System.CommandLine;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Parity.Authoring;
using Parity.Model;
using Parity.Verification.Routing;

namespace Parity.CommandLine;

/// <summary><c>check-routes [FOLDER]</c>: request tables against every rendering of their routes.</summary>
internal sealed class CheckRoutesVerb : Verb
{
    private readonly Argument<string?> folder = new("FOLDER")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "Folder with request tables (*.json, also below it); without it, requests at the edges of the AppHost's own routes. A table is\n"
            + "{\"routes\": [{\"name\", \"host\",\n"
            + "  \"path\": {\"exact\" or \"prefix\": \"/…\"},\n"
            + "  \"methods\": [], \"headers\": {},\n"
            + "  \"rewrite\", \"timeout\",\n"
            + "  \"backends\": [{\"workload\", \"weight\"}]}],\n"
            + " \"requests\": [{\"method\", \"host\",\n"
            + "  \"path\", \"headers\",\n"
            + "  \"expect\": \"<workload>\" or status,\n"
            + "  \"expectPath\"}]};\n"
            + "without \"routes\" the AppHost's own are meant.",
    };

    private readonly Option<bool> json = new("--json") { Description = "Print the answers as JSON" };

    public CheckRoutesVerb() => Command = new(
        "check-routes",
        "Hold request tables against every rendering of the routes: YARP, Istio, Ingress, Gateway API")
    {
        folder,
        json,
    };

    public override Command Command { get; }

    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context, CancellationToken cancellation)
    {
        var ingress = context.Builder.Resources.FirstOrDefault(resource => resource.HasAnnotationOfType<RoutesAnnotation>());
        // With the timeouts and weights of the environment that a local run is: what differs between environments is for parity to hold.
        var own = ingress?.Annotations.OfType<RoutesAnnotation>().Last().Table.As(LocalEnvironment.Name(context.Builder));
        var reading = arguments.GetValue(folder) is { } path ? RequestTables.Read(path, own) : RequestTables.Own(own);
        if (context.Report(reading.Diagnostics) != ExitCode.Holds) return ExitCode.NotChecked;
        var program = await IngressProgram.FindAsync(ingress, cancellation);
        Diagnostic[] unasked = program is null ? [Unasked(ingress)] : [];
        // Of an ingress that is only not built, the answer is missing; a system without one is held to its environments' renderings.
        var missing = context.Report(unasked);

        var checks = new List<CheckedTable>();
        foreach (var table in reading.Tables)
        {
            var rendered = RenderedTarget.All(table.Routes).Select(target => RouteCheck.Of(target, table.Requests));
            try
            {
                var local = program is null ? new RouteCheck("YARP", new RouteSupport.Unchecked(unasked[0]), []) : await program.CheckAsync(table, cancellation);
                checks.Add(new(table, [local, .. rendered]));
            }
            catch (IOException exception)
            {
                return context.Report([Diagnostic.Error("ROUTE-042", $"{table.Source}, YARP", exception.Message, "Start the ingress by itself (dotnet run --project services/Ingress) to see why.")]);
            }
        }

        if (arguments.GetValue(json)) context.Output.WriteLine(RouteReport.Json(checks));
        else RouteReport.Print(context, checks);
        return checks.All(check => check.Targets.All(target => target.Holds)) ? missing : ExitCode.DoesNotHold;
    }

    private static Diagnostic Unasked(IResource? ingress) => ingress is ProjectResource
        ? Diagnostic.Error("ROUTE-042", $"YARP, project '{ingress.Name}'", "it is not built, so the local rendering was not asked.", "Build the AppHost, which builds it: dotnet build AppHost.")
        : Diagnostic.Warning("ROUTE-042", "YARP", $"{(ingress is null ? "no resource has a route table" : $"'{ingress.Name}' is no project of this repository")}, so the local rendering was not asked; those of the environments were.",
            "Give a project that routes with YARP the table to have it asked as well: .WithRoutes(Routes.Table).");
}

/// <summary>A table and what every target made of it.</summary>
internal sealed record CheckedTable(RequestTable Table, IReadOnlyList<RouteCheck> Targets);
