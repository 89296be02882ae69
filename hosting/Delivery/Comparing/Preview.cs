using System.Net;
using System.Text.Json.Nodes;
using Parity.Model;

namespace Parity.Delivery;

/// <summary>What a deploy would do to one object.</summary>
public sealed record PreviewedChange
{
    public required ObjectKey Target { get; init; }

    public required PreviewKind Kind { get; init; }

    /// <summary>Fields as they would be and as they are, all of them for a new object.</summary>
    public Sequence<FieldDifference> Fields { get; init; } = [];

    /// <summary>Why the server would refuse it.</summary>
    public Sequence<string> Refusals { get; init; } = [];
}

public enum PreviewKind
{
    Create,

    Change,

    Delete,

    /// <summary>The server would not take it.</summary>
    Refused,
}

/// <summary>What a deploy would change, as the API server itself says in a dry run: with its defaults, its admission and its owners of fields.</summary>
public sealed class Preview(ApiClient client, DesiredState desired)
{
    private const int Parallel = 8;

    // What the server keeps about an object, and delivery's own mark.
    private static readonly string[] Bookkeeping = ["managedFields", "resourceVersion", "generation", "uid", "creationTimestamp", "selfLink"];

    public async Task<IReadOnlyList<PreviewedChange>> ReadAsync(bool takeOver, CancellationToken cancellation)
    {
        var live = await LiveObjects.ReadAsync(client, desired.System, desired.Namespace, cancellation);
        var plan = Plan.Of(desired, live);
        var applying = new Applying(client, desired, TimeProvider.System, new Progress<DeliveryEvent>());
        var changes = new PreviewedChange?[plan.Changes.Count];
        await System.Threading.Tasks.Parallel.ForEachAsync(
            Enumerable.Range(0, changes.Length),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
            async (index, stop) => changes[index] = await OfAsync(applying, plan.Changes[index], live.Namespace is not null, takeOver, stop));
        return [.. changes.OfType<PreviewedChange>(), .. plan.Surplus.Select(key => new PreviewedChange { Target = key, Kind = PreviewKind.Delete })];
    }

    private static async Task<PreviewedChange?> OfAsync(Applying applying, Change change, bool hasNamespace, bool takeOver, CancellationToken cancellation)
    {
        var target = change.Wanted.Key;
        try
        {
            // A namespace that is not there yet cannot hold a rehearsal.
            var then = hasNamespace || target.Kind == "Namespace" ? await applying.SendAsync(change, dryRun: true, takeOver, cancellation) : change.Wanted.Body;
            if (change.Live is not { } now) return new() { Target = target, Kind = PreviewKind.Create, Fields = [.. Leaves(Stripped(then), [])] };
            var fields = Fields.Between(Stripped(then), Stripped(now)).Where(field => !Autoscaled.LetsGo(change) || field.Path != "spec.replicas").ToArray();
            return fields.Length == 0 ? null : new() { Target = target, Kind = PreviewKind.Change, Fields = [.. fields] };
        }
        catch (ApiException exception) when (exception.Status is not HttpStatusCode.Unauthorized)
        {
            return new() { Target = target, Kind = PreviewKind.Refused, Refusals = [.. Applying.Explain(target, exception)] };
        }
    }

    private static JsonObject Stripped(JsonObject body)
    {
        var copy = body.DeepClone().AsObject();
        copy.Remove("status");
        var metadata = copy["metadata"]!.AsObject();
        foreach (var name in Bookkeeping) metadata.Remove(name);
        (metadata["annotations"] as JsonObject)?.Remove(DesiredObject.HashAnnotation);
        return copy;
    }

    private static IEnumerable<FieldDifference> Leaves(JsonNode? node, Sequence<string> path) => node switch
    {
        JsonObject map => map.SelectMany(field => Leaves(field.Value, path.Add(field.Key))),
        JsonArray list => list.SelectMany((item, index) => Leaves(item, path.Add(item.Text("name") is { Length: > 0 } name ? $"[{name}]" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{index}]")))),
        null => [],
        _ => [new(path, node.ToString(), "")],
    };
}
