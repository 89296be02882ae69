using System.CommandLine;
using System.Text.Json;
using Parity.Delivery;
using Spectre.Console;

namespace Parity.CommandLine;

/// <summary><c>diff</c>: what a deploy would change, from a dry run of the API server.</summary>
internal sealed class DiffVerb : DeliveryVerb
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly Option<string> environment = ClusterOptions.Environment();
    private readonly Option<string> images = new("--images") { Description = "File of workload -> repository@sha256:… (the images that run)", HelpName = "FILE", DefaultValueFactory = _ => "" };
    private readonly Option<bool> takeOver = new("--take-over") { Description = "As if fields of other tools were taken over" };

    public DiffVerb()
    {
        Command = new("diff", "Show what a deploy would change, object by object and field by field; 1 where it would change something") { environment, images, takeOver };
        Cluster.AddTo(Command);
    }

    public override Command Command { get; }

    protected override async Task<int> AskAsync(ParseResult arguments, VerbContext context, CancellationToken cancellation)
    {
        if (await DeliveryTarget.ReadAsync(context, arguments.GetValue(environment)!, cancellation) is not { } target) return ExitCode.NotChecked;
        var given = arguments.GetValue(images) is { Length: > 0 } file ? DeliveryTarget.Images(context, file) : new Dictionary<string, string>();
        if (given is null) return ExitCode.NotChecked;
        using var client = Cluster.Access(arguments).Connect(target.Environment.Name, LookPatience, TimeProvider.System);
        if (arguments.GetValue(images)!.Length == 0) given = (await target.Store(client).ListAsync(cancellation)).FirstOrDefault(release => release.State == ReleaseState.Deployed)?.Images ?? given;
        if (target.Desired(context, given) is not { } desired) return ExitCode.NotChecked;

        var changes = await new Preview(client, desired).ReadAsync(arguments.GetValue(takeOver), cancellation);
        if (Cluster.Json(arguments)) await context.Output.WriteLineAsync(JsonSerializer.Serialize(changes.Select(Row), Indented));
        else Print(context, target.Environment.Name, changes);
        return changes.Count == 0 ? ExitCode.Holds : ExitCode.DoesNotHold;
    }

    private static string Said(PreviewKind kind) => kind switch
    {
        PreviewKind.Create => "to create",
        PreviewKind.Change => "to change",
        PreviewKind.Delete => "to delete",
        _ => "refused",
    };

    private static object Row(PreviewedChange change) => new
    {
        target = change.Target.ToString(),
        change = change.Kind.ToString(),
        fields = change.Fields.Select(field => new { field = field.Path, then = field.Wanted, now = field.Actual }),
        refusals = change.Refusals.ToArray(),
    };

    private static void Print(VerbContext context, string environment, IReadOnlyList<PreviewedChange> changes)
    {
        var table = new Table().AddColumns("object", "change", "field", "now", "then");
        foreach (var change in changes)
        {
            string[][] rows = change.Kind switch
            {
                // Every field of a new object is new; --json has them.
                PreviewKind.Create => [["", "", $"{change.Fields.Count} fields"]],
                PreviewKind.Delete => [["", "", ""]],
                PreviewKind.Refused => [.. change.Refusals.Select(refusal => new[] { refusal, "", "" })],
                _ => [.. change.Fields.Select(field => new[] { field.Path, field.Actual, field.Wanted })],
            };
            foreach (var row in rows) table.AddRow([.. new[] { change.Target.ToString(), change.Kind.ToString() }.Concat(row).Select(Markup.Escape)]);
        }

        if (changes.Count > 0) context.Print(table);
        var counts = changes.GroupBy(change => change.Kind).OrderBy(group => group.Key).Select(group => $"{group.Count()} {Said(group.Key)}");
        context.Output.WriteLine(changes.Count == 0 ? $"{environment}: a deploy would change nothing" : $"{environment}: {string.Join(", ", counts)}");
    }
}
