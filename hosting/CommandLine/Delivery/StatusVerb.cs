using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Parity.Delivery;
using Parity.Model;
using Spectre.Console;

namespace Parity.CommandLine;

/// <summary><c>status</c>: what runs in each environment.</summary>
internal sealed class StatusVerb : DeliveryVerb
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public StatusVerb()
    {
        Command = new("status", "Show what runs in each environment: release, age, health, drift");
        Cluster.AddTo(Command);
    }

    public override Command Command { get; }

    protected override async Task<int> AskAsync(ParseResult arguments, VerbContext context, CancellationToken cancellation)
    {
        if (await DeliveryTarget.TopologyAsync(context, cancellation) is not { } topology) return ExitCode.NotChecked;
        var rows = await Task.WhenAll(topology.Environments.OrderBy(environment => environment.Order).Select(environment => RowAsync(arguments, context, new(topology, environment), cancellation)));
        if (Cluster.Json(arguments))
        {
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(rows, Indented));
        }
        else
        {
            var table = new Table().AddColumns("environment", "release", "commit", "age", "health", "drift");
            foreach (var row in rows) table.AddRow(new[] { row.Environment, row.Release, row.Commit, row.Age, row.Health, row.Drift }.Select(Markup.Escape).ToArray());
            context.Print(table);
        }

        return rows.Any(row => row.ExitCode == ExitCode.NotChecked) ? ExitCode.NotChecked : rows.Max(row => row.ExitCode);
    }

    private async Task<Row> RowAsync(ParseResult arguments, VerbContext context, DeliveryTarget target, CancellationToken cancellation)
    {
        try
        {
            using var client = Cluster.Access(arguments).Connect(target.Environment.Name, LookPatience, TimeProvider.System);
            var releases = await target.Store(client).ListAsync(cancellation);
            var current = releases.FirstOrDefault(release => release.State == ReleaseState.Deployed);
            if (current is null) return new(target.Environment.Name, "none", "", "", releases.Count > 0 ? releases[0].State.ToString() : "", "", ExitCode.DoesNotHold);
            if (target.Desired(context, current.Images) is not { } desired) return new(target.Environment.Name, "", "", "", "the model cannot be emitted", "", ExitCode.NotChecked);
            var live = await LiveObjects.ReadAsync(client, target.Topology.Name, target.Environment.Namespace, cancellation);
            var unready = desired.Objects.Where(one => RolloutState.IsRollout(one.Key.Kind) && RolloutState.Of(live.Find(one.Key)) is not RolloutState.Ready).Select(one => one.Key.ToString()).ToArray();
            var drift = Drift.Of(desired, live).Count;
            var newest = releases[0].State == ReleaseState.Deploying ? $"release {releases[0].Number} is being deployed or was interrupted" : "";
            var health = string.Join("; ", new[] { unready.Length == 0 ? "ready" : $"not ready: {string.Join(", ", unready)}", newest }.Where(text => text.Length > 0));
            return new(target.Environment.Name, current.Number.ToString(CultureInfo.InvariantCulture), current.Commit, Duration.Format(TimeSpan.FromSeconds((long)(DateTimeOffset.UtcNow - current.Time).TotalSeconds)), health, drift == 0 ? "none" : $"{drift} fields", unready.Length == 0 && drift == 0 ? ExitCode.Holds : ExitCode.DoesNotHold);
        }
        catch (Exception exception) when (exception is ClusterUnavailableException or ApiException)
        {
            return new(target.Environment.Name, "?", "", "", exception.Message, "?", ExitCode.NotChecked);
        }
    }

    private sealed record Row(string Environment, string Release, string Commit, string Age, string Health, string Drift, int ExitCode);
}
