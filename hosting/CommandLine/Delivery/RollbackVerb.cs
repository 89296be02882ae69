using System.CommandLine;
using Parity.Delivery;

namespace Parity.CommandLine;

/// <summary><c>rollback</c>: what an earlier release was, as a new release.</summary>
internal sealed class RollbackVerb : DeliveryVerb
{
    private readonly Option<string> environment = ClusterOptions.Environment();
    private readonly Option<int> to = new("--to") { Description = "Number of the release (the one before the current)", DefaultValueFactory = _ => 0 };
    private readonly DeployOptions options = new();

    public RollbackVerb()
    {
        Command = new("rollback", "Put an earlier release in place again; needs neither its commit nor a build") { environment, to };
        options.AddTo(Command);
        Cluster.AddTo(Command);
    }

    public override Command Command { get; }

    protected override async Task<int> AskAsync(ParseResult arguments, VerbContext context, CancellationToken cancellation)
    {
        if (await DeliveryTarget.ReadAsync(context, arguments.GetValue(environment)!, cancellation) is not { } target || !options.TryRead(arguments, context)) return ExitCode.NotChecked;
        using var client = Cluster.Access(arguments).Connect(target.Environment.Name, DeployOptions.Patience, TimeProvider.System);
        var store = target.Store(client);
        var deployed = (await store.ListAsync(cancellation)).Where(release => release.State == ReleaseState.Deployed).ToArray();
        var wanted = arguments.GetValue(to) is var number and > 0 ? number : deployed.FirstOrDefault()?.Previous ?? 0;
        if (deployed.FirstOrDefault(release => release.Number == wanted) is not { } release || await store.ReadAsync(wanted, cancellation) is not { } content)
        {
            await context.Error.WriteLineAsync($"{target.Environment.Name}: there is no release {(wanted == 0 ? "before the current one" : wanted)} to go back to. It has: {string.Join(", ", deployed.Select(one => one.Number))}; see 'history'.");
            return ExitCode.DoesNotHold;
        }

        var request = new DeployRequest { Desired = content, Commit = release.Commit, Model = release.Model, Images = release.Images, RollbackOf = release.Number, Kubernetes = target.Environment.Capabilities.Kubernetes };
        return await DeployReport.RunAsync(client, options.Apply(arguments, target, request), options.JUnit(arguments), context, Cluster.Json(arguments), cancellation);
    }
}
