using System.CommandLine;
using Parity.Delivery;

namespace Parity.CommandLine;

/// <summary><c>promote</c>: the digests that run in one environment, to the next.</summary>
internal sealed class PromoteVerb : DeliveryVerb
{
    private readonly Option<string> from = new("--from") { Description = "Environment whose release is recorded and healthy", Required = true };
    private readonly Option<string> to = new("--to") { Description = "Environment that gets its digests", Required = true };
    private readonly Option<string> fromContext = new("--from-context") { Description = "Context of --from in the kubeconfig (the one named as the environment)", DefaultValueFactory = _ => "" };
    private readonly DeployOptions options = new();

    public PromoteVerb()
    {
        Command = new("promote", "Deploy what one environment runs to the next: the same digests, the same commit's model, differing only where declared") { from, to, fromContext };
        options.AddTo(Command);
        Cluster.AddTo(Command);
    }

    public override Command Command { get; }

    protected override async Task<int> AskAsync(ParseResult arguments, VerbContext context, CancellationToken cancellation)
    {
        if (await DeliveryTarget.ReadAsync(context, arguments.GetValue(from)!, cancellation) is not { } source
            || await DeliveryTarget.ReadAsync(context, arguments.GetValue(to)!, cancellation) is not { } target
            || !options.TryRead(arguments, context)) return ExitCode.NotChecked;
        var commit = new GitHistory(context.Root).Head();
        var access = Cluster.Access(arguments);
        using var sourceClient = (arguments.GetValue(fromContext) is { Length: > 0 } named ? access with { Context = named } : access).Connect(source.Environment.Name, LookPatience, TimeProvider.System);
        var (release, problems) = await new PromotionCheck(source.Topology, source.Environment, target.Environment).RunAsync(sourceClient, commit, cancellation);
        if (release is null) return await DeployReport.RefusedAsync(target.Environment.Name, problems, context, Cluster.Json(arguments));

        await context.Error.WriteLineAsync($"promote: release {release.Number} of {source.Environment.Name} is recorded and healthy; its {release.Images.Count} digests go to {target.Environment.Name}");
        if (target.Desired(context, release.Images) is not { } desired) return ExitCode.NotChecked;
        using var client = access.Connect(target.Environment.Name, DeployOptions.Patience, TimeProvider.System);
        var request = options.Apply(arguments, target, target.Request(context, desired, release.Images));
        return await DeployReport.RunAsync(client, request, options.JUnit(arguments), context, Cluster.Json(arguments), cancellation);
    }
}
