using System.CommandLine;
using Parity.Delivery;

namespace Parity.CommandLine;

/// <summary>Options of verbs that change an environment.</summary>
internal sealed class DeployOptions
{
    private readonly Option<int> timeout = new("--timeout") { Description = "Seconds that each stage may take to become ready", DefaultValueFactory = _ => 600 };
    private readonly Option<bool> takeOver = new("--take-over") { Description = "Take fields over that somebody else's tool owns" };
    private readonly Option<bool> pruneData = new("--prune-data") { Description = "Delete volume claims, and their data, of stores that the model no longer has" };

    /// <summary>How long a request survives an API server that is away.</summary>
    public static TimeSpan Patience => TimeSpan.FromMinutes(2);

    public void AddTo(Command command)
    {
        command.Options.Add(timeout);
        command.Options.Add(takeOver);
        command.Options.Add(pruneData);
    }

    public DeployRequest Apply(ParseResult arguments, DeployRequest request) => request with
    {
        Timeout = TimeSpan.FromSeconds(arguments.GetValue(timeout)),
        TakeOver = arguments.GetValue(takeOver),
        PruneData = arguments.GetValue(pruneData),
    };
}
