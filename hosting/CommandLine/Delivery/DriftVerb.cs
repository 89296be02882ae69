using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parity.Delivery;
using Spectre.Console;

namespace Parity.CommandLine;

/// <summary><c>drift</c>: what runs, against the model.</summary>
internal sealed class DriftVerb : DeliveryVerb
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly Option<string> environment = ClusterOptions.Environment();
    private readonly Option<string> dump = new("--dump") { Description = "A saved list (kubectl get … -o json --show-managed-fields) instead of the cluster", HelpName = "FILE", DefaultValueFactory = _ => "" };
    private readonly Option<bool> watch = new("--watch") { Description = "Go on looking until Ctrl+C, and print what comes and goes" };
    private readonly Option<int> every = new("--every") { Description = "Seconds between two looks with --watch", DefaultValueFactory = _ => 10 };

    public DriftVerb()
    {
        Command = new("drift", "Show every field that is not as the model says, who changed it and when") { environment, dump, watch, every };
        Cluster.AddTo(Command);
    }

    public override Command Command { get; }

    protected override async Task<int> AskAsync(ParseResult arguments, VerbContext context, CancellationToken cancellation)
    {
        if (await DeliveryTarget.ReadAsync(context, arguments.GetValue(environment)!, cancellation) is not { } target) return ExitCode.NotChecked;
        if (arguments.GetValue(watch) && arguments.GetValue(dump)!.Length > 0)
        {
            await context.Error.WriteLineAsync("--watch: a saved list does not change. Leave out --dump or --watch.");
            return ExitCode.NotChecked;
        }

        if (arguments.GetValue(watch))
            return await new DriftWatch(context, Cluster.Json(arguments)).RunAsync(async stop => await LiveAsync(arguments, target, stop) is var (now, running) && target.Desired(context, running) is { } model ? Drift.Of(model, now) : null, TimeSpan.FromSeconds(Math.Max(1, arguments.GetValue(every))), cancellation);

        var read = arguments.GetValue(dump) is { Length: > 0 } file
            ? Saved(context, file)
            : await LiveAsync(arguments, target, cancellation);
        if (read is not var (live, images) || target.Desired(context, images) is not { } desired) return ExitCode.NotChecked;

        var drift = Drift.Of(desired, live);
        if (Cluster.Json(arguments))
        {
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(drift.Select(Row), Indented));
        }
        else if (drift.Count > 0)
        {
            var table = new Table().AddColumns("object", "field", "model", "live", "changed by", "at");
            foreach (var one in drift) table.AddRow(new[] { one.Target.ToString(), one.Difference.Path, one.Difference.Wanted, one.Difference.Actual, one.Manager, one.Time }.Select(Markup.Escape).ToArray());
            context.Print(table);
        }
        else
        {
            await context.Output.WriteLineAsync($"{target.Environment.Name}: everything is as the model says");
        }

        return drift.Count == 0 ? ExitCode.Holds : ExitCode.DoesNotHold;
    }

    internal static object Row(DriftedField one) => new { target = one.Target.ToString(), field = one.Difference.Path, model = one.Difference.Wanted, live = one.Difference.Actual, manager = one.Manager, time = one.Time };

    private async Task<(LiveObjects Live, IReadOnlyDictionary<string, string> Images)?> LiveAsync(ParseResult arguments, DeliveryTarget target, CancellationToken cancellation)
    {
        using var client = Cluster.Access(arguments).Connect(target.Environment.Name, LookPatience, TimeProvider.System);
        // Which images run is the release's business, not the model's.
        var current = (await target.Store(client).ListAsync(cancellation)).FirstOrDefault(release => release.State == ReleaseState.Deployed);
        var live = await LiveObjects.ReadAsync(client, target.Topology.Name, target.Environment.Namespace, cancellation);
        return (live, current?.Images ?? new Dictionary<string, string>());
    }

    private static (LiveObjects Live, IReadOnlyDictionary<string, string> Images)? Saved(VerbContext context, string file)
    {
        try
        {
            var saved = JsonNode.Parse(File.ReadAllText(file))!["items"]!.AsArray().OfType<JsonObject>().ToArray();
            return (LiveObjects.Saved(saved), LiveObjects.ImagesOf(saved));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or NullReferenceException or InvalidOperationException)
        {
            context.Error.WriteLine($"--dump {file}: {exception.Message} It is what 'kubectl get … -o json --show-managed-fields' prints.");
            return null;
        }
    }
}
