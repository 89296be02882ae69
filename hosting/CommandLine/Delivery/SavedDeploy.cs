using System.Text.Json;
using System.Text.Json.Nodes;
using Parity.Delivery;

namespace Parity.CommandLine;

/// <summary>A deploy against a saved list instead of a cluster: what it would do, and nothing else.</summary>
internal static class SavedDeploy
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static async Task<int> RunAsync(string file, DesiredState desired, VerbContext context, bool json, CancellationToken cancellation)
    {
        LiveObjects live;
        try
        {
            live = LiveObjects.Saved(JsonNode.Parse(await File.ReadAllTextAsync(file, cancellation))!["items"]!.AsArray().OfType<JsonObject>());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or NullReferenceException or InvalidOperationException)
        {
            await context.Error.WriteLineAsync($"--dump {file}: {exception.Message} It is what 'kubectl get … -o json' prints: a list with \"items\".");
            return ExitCode.NotChecked;
        }

        var plan = Plan.Of(desired, live);
        var rows = plan.Changes.Select(change => (Word: change.IsCreation ? "create" : "change", Target: change.Wanted.Key.ToString(), Fields: Missing(change)))
            .Concat(plan.Surplus.Select(key => (Word: "delete", Target: key.ToString(), Fields: Array.Empty<string>()))).ToArray();
        if (json)
        {
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(new { environment = desired.Environment, result = "Planned", changes = rows.Select(row => new { change = row.Word, target = row.Target, fields = row.Fields }) }, Indented));
            return ExitCode.Holds;
        }

        foreach (var row in rows) await context.Output.WriteLineAsync($"{row.Word} {row.Target}{(row.Fields.Length > 0 ? $": {string.Join(", ", row.Fields)}" : "")}");
        await context.Output.WriteLineAsync($"{desired.Environment}: {Count("create")} to create, {Count("change")} to change, {Count("delete")} to delete. Nothing was changed, and what only a cluster knows (permissions, quota, secrets) was not checked.");
        return ExitCode.Holds;

        int Count(string word) => rows.Count(row => row.Word == word);
    }

    private static string[] Missing(Change change) => change.Live is { } live ? [.. Fields.Missing(change.Wanted.Body, live).Select(field => field.Path)] : [];
}
