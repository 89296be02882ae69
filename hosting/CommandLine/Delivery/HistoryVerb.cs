using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Parity.CommandLine;

/// <summary><c>history</c>: the releases of an environment.</summary>
internal sealed class HistoryVerb : DeliveryVerb
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };
    private readonly Option<string> environment = ClusterOptions.Environment();

    public HistoryVerb()
    {
        Command = new("history", "Show the releases of an environment, newest first") { environment };
        Cluster.AddTo(Command);
    }

    public override Command Command { get; }

    protected override async Task<int> AskAsync(ParseResult arguments, VerbContext context, CancellationToken cancellation)
    {
        if (await DeliveryTarget.ReadAsync(context, arguments.GetValue(environment)!, cancellation) is not { } target) return ExitCode.NotChecked;
        using var client = Cluster.Access(arguments).Connect(target.Environment.Name, LookPatience, TimeProvider.System);
        var releases = await target.Store(client).ListAsync(cancellation);
        if (Cluster.Json(arguments))
        {
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(releases, Indented));
            return ExitCode.Holds;
        }

        var table = new Table().AddColumns("release", "state", "time", "commit", "model", "previous", "note");
        foreach (var release in releases)
        {
            var note = release.RollbackOf > 0 ? $"rollback to {release.RollbackOf}" : release.Note.Split('\n')[0];
            table.AddRow(new[] { release.Number.ToString(CultureInfo.InvariantCulture), release.State.ToString(), release.Time.ToString("u", CultureInfo.InvariantCulture), release.Commit, release.Model, release.Previous.ToString(CultureInfo.InvariantCulture), note }.Select(Markup.Escape).ToArray());
        }

        context.Print(table);
        return ExitCode.Holds;
    }
}
