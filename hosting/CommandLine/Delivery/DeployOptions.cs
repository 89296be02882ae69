using System.CommandLine;
using Parity.Delivery;

namespace Parity.CommandLine;

/// <summary>Options of verbs that change an environment.</summary>
internal sealed class DeployOptions
{
    private readonly Option<int> timeout = new("--timeout") { Description = "Seconds that each stage may take to become ready", DefaultValueFactory = _ => 600 };
    private readonly Option<bool> takeOver = new("--take-over") { Description = "Take fields over that somebody else's tool owns" };
    private readonly Option<bool> pruneData = new("--prune-data") { Description = "Delete volume claims, and their data, of stores that the model no longer has" };
    private readonly Option<int> wait = new("--wait") { Description = "Seconds to wait for another deploy to end", DefaultValueFactory = _ => 60 };
    private readonly Option<string> junit = JUnitFile.Option();
    private readonly IngressOptions ingress = new();
    private Uri? entrance;

    /// <summary>How long a request survives an API server that is away.</summary>
    public static TimeSpan Patience => TimeSpan.FromMinutes(2);

    public void AddTo(Command command)
    {
        command.Options.Add(timeout);
        command.Options.Add(takeOver);
        command.Options.Add(pruneData);
        command.Options.Add(wait);
        ingress.AddTo(command);
        command.Options.Add(junit);
    }

    /// <summary>Whether all options are well formed; what is not is printed.</summary>
    public bool TryRead(ParseResult arguments, VerbContext context)
    {
        if (arguments.GetValue(timeout) >= 1 && arguments.GetValue(wait) >= 0) return ingress.TryRead(arguments, context, out entrance);
        context.Error.WriteLine("--timeout and --wait are seconds: at least 1, and at least 0.");
        return false;
    }

    public string JUnit(ParseResult arguments) => arguments.GetValue(junit)!;

    public DeployRequest Apply(ParseResult arguments, DeliveryTarget target, DeployRequest request)
    {
        var smoke = new SmokeRequests(target.Environment, target.Topology.Routes, TimeProvider.System);
        var trustsAny = ingress.TrustsAny(arguments);
        return request with
        {
            Timeout = TimeSpan.FromSeconds(arguments.GetValue(timeout)),
            LeasePatience = TimeSpan.FromSeconds(arguments.GetValue(wait)),
            TakeOver = arguments.GetValue(takeOver),
            PruneData = arguments.GetValue(pruneData),
            Smoke = (progress, cancellation) => smoke.SendAsync(entrance, trustsAny, progress, cancellation),
        };
    }
}
