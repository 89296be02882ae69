using System.Text.Json;
using Parity.Delivery;
using Parity.Emission;
using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Parity.CommandLine;

/// <summary>The model and the environment that a delivery verb is about.</summary>
internal sealed record DeliveryTarget(Topology Topology, Environment Environment)
{
    public ReleaseStore Store(ApiClient client) => new(client, Topology.Name, Environment.Name, Environment.Namespace);

    public static async Task<Topology?> TopologyAsync(VerbContext context, CancellationToken cancellation)
    {
        var authored = await context.ReadAsync(cancellation);
        return Errors(context, authored.Diagnostics) == ExitCode.Holds ? authored.Topology : null;
    }

    /// <summary>Null, with what is wrong printed, where there is no such environment or the model has errors.</summary>
    public static async Task<DeliveryTarget?> ReadAsync(VerbContext context, string name, CancellationToken cancellation)
    {
        if (await TopologyAsync(context, cancellation) is not { } topology) return null;
        if (topology.Environments.FirstOrDefault(environment => environment.Name == name) is { } found) return new(topology, found);
        await context.Error.WriteLineAsync($"--environment {name}: the model has no such environment. It has: {string.Join(", ", topology.Environments.Select(environment => environment.Name))}.");
        return null;
    }

    /// <summary>What the namespace shall hold with these images; null, with what is wrong printed, where the model cannot be emitted.</summary>
    public DesiredState? Desired(VerbContext context, IReadOnlyDictionary<string, string> images)
    {
        var emission = Emitter.Emit(Topology, images.ToMap(image => image.Key, image => image.Value));
        return Errors(context, emission.Diagnostics) == ExitCode.Holds ? DesiredState.Of(Topology, Environment, emission.Objects[Environment.Name]) : null;
    }

    /// <summary>A deploy of this commit's model.</summary>
    public DeployRequest Request(VerbContext context, DesiredState desired, IReadOnlyDictionary<string, string> images)
    {
        var git = new GitHistory(context.Root);
        return new()
        {
            Desired = desired,
            Commit = git.Head(),
            Model = ModelHash.Of(Topology),
            Images = images,
            Kubernetes = Environment.Capabilities.Kubernetes,
            Promised = PromisedKinds.Of(Environment.Capabilities),
            Contract = cancellation => DeliveryContract.CheckAsync(this, context, cancellation),
            Compare = git.Compare,
        };
    }

    /// <summary>Reads <c>images.json</c>: <c>{"orders": "registry/orders@sha256:…"}</c>; null, with what is wrong printed, where that fails.</summary>
    public static IReadOnlyDictionary<string, string>? Images(VerbContext context, string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file)) ?? [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            context.Error.WriteLine($"--images {file}: {exception.Message} It is a JSON object of workload -> repository@sha256:….");
            return null;
        }
    }

    // What is approximated is the business of 'generate' and 'parity'; here it would bury what the cluster says.
    private static int Errors(VerbContext context, IEnumerable<Diagnostic> diagnostics) => context.Report(diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error));
}
