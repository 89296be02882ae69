using System.CommandLine;

namespace Parity.CommandLine;

/// <summary><c>deploy</c>: brings an environment to this commit's model with the given images.</summary>
internal sealed class DeployVerb : DeliveryVerb
{
    private readonly Option<string> environment = ClusterOptions.Environment();
    private readonly Option<string> images = new("--images") { Description = "File of workload -> repository@sha256:… (images.json)", Required = true };
    private readonly Option<string> dump = new("--dump") { Description = "Say what a deploy would do to a saved list (kubectl get … -o json), and do nothing", HelpName = "FILE", DefaultValueFactory = _ => "" };
    private readonly DeployOptions options = new();

    public DeployVerb()
    {
        Command = new("deploy", "Bring an environment to this model: migrations first, in the order of calls, back to the release before when it fails") { environment, images, dump };
        options.AddTo(Command);
        Cluster.AddTo(Command);
    }

    public override Command Command { get; }

    protected override async Task<int> AskAsync(ParseResult arguments, VerbContext context, CancellationToken cancellation)
    {
        if (await DeliveryTarget.ReadAsync(context, arguments.GetValue(environment)!, cancellation) is not { } target
            || DeliveryTarget.Images(context, arguments.GetValue(images)!) is not { } digests
            || target.Desired(context, digests) is not { } desired
            || !options.TryRead(arguments, context)) return ExitCode.NotChecked;
        if (arguments.GetValue(dump) is { Length: > 0 } saved) return await SavedDeploy.RunAsync(saved, desired, context, Cluster.Json(arguments), cancellation);
        using var client = Cluster.Access(arguments).Connect(target.Environment.Name, DeployOptions.Patience, TimeProvider.System);
        var request = options.Apply(arguments, target, target.Request(context, desired, digests));
        return await DeployReport.RunAsync(client, request, options.JUnit(arguments), context, Cluster.Json(arguments), cancellation);
    }
}
